using Faust.Tables;

namespace Faust.Storage;

/// <summary>
/// Lets tables have a part of their stores' entries in memory. An object that a provider gives, so that a native program without such a
/// provider does not carry the code.
/// </summary>
public sealed class TableReadThrough
{
    private TableReadThrough()
    {
    }

    /// <summary>The one there is.</summary>
    public static TableReadThrough Instance { get; } = new();

    internal void Attach(ITableShard shard, IReadThroughStore store, TableCacheBudget budget)
    {
        shard.ReadThrough(store, budget);
        budget.Add();
    }
}
