using Faust.Records;
using Faust.Transport;

namespace Faust.Tables;

/// <summary>
/// All shards of a table as if they were one, read and written without a detour: for tests, which run the worker on their own thread, so that
/// no task is at work meanwhile.
/// </summary>
internal sealed class AllShards<TKey, TValue>(Table<TKey, TValue> table, Type tableType, Func<FaustWorker> worker)
    where TKey : notnull
{
    public int Count => Shards().Sum(s => s.Count);

    public TableShard<TKey, TValue> Of(TKey key)
    {
        var bytes = new ByteBuffer();
        table.WriteKey(key, bytes);
        int partition = Murmur2.Partition(bytes.WrittenSpan, worker().PartitionsOf(tableType));
        return worker().TasksOf(tableType).FirstOrDefault(t => t.Id.Partition == partition)?.Shard<TKey, TValue>(tableType)
            ?? throw new InvalidOperationException($"Table '{table.Name}': partition {partition}, where the key lies, is not on this worker.");
    }

    public IEnumerable<KeyValuePair<TKey, TValue>> Entries() => Shards().SelectMany(s => s.Entries());

    private IEnumerable<TableShard<TKey, TValue>> Shards() => worker().TasksOf(tableType).Select(t => t.Shard<TKey, TValue>(tableType));
}
