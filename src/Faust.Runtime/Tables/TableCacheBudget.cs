namespace Faust.Tables;

/// <summary>How much of their stores' entries the tables of a worker keep in memory, all together. Thread-safe.</summary>
internal sealed class TableCacheBudget(long bytes)
{
    private int _shards;

    /// <summary>The part of one shard.</summary>
    public long BytesPerShard => bytes / Math.Max(1, Volatile.Read(ref _shards));

    public void Add() => Interlocked.Increment(ref _shards);

    public void Remove() => Interlocked.Decrement(ref _shards);
}
