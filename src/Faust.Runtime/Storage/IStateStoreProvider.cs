namespace Faust.Storage;

/// <summary>The seam to stores: opens that of each shard. Thread-safe.</summary>
public interface IStateStoreProvider
{
    /// <summary>What it is, for logs: <c>memory</c>, <c>RocksDB ./state</c>.</summary>
    string Description { get; }

    /// <summary>
    /// <see cref="TableReadThrough.Instance"/> where tables are to be read through to stores that are <see cref="IReadThroughStore"/>;
    /// <see langword="null"/>, the default, where they are loaded as a whole.
    /// </summary>
    TableReadThrough? ReadThrough => null;

    /// <summary>
    /// Opens the store of a shard; it is made where there is none. <see langword="null"/> where tables are kept in memory alone: they are
    /// read back from their changelogs.
    /// </summary>
    /// <exception cref="StateStoreException">It cannot be opened: another process has it, the disk is full, a file is damaged.</exception>
    IStateStore? Open(StateStoreId id);
}
