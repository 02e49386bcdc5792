using Faust.Processing;
using Faust.Storage;
using Faust.Transport;

namespace Faust.Tables;

/// <summary>A table's shard as the processing task sees it, whatever its types. Used by the task's logical thread alone.</summary>
internal interface ITableShard
{
    /// <summary>The table's name.</summary>
    string TableName { get; }

    /// <summary>How many keys there are.</summary>
    int Count { get; }

    /// <summary>Whether what is not in memory is read from a store.</summary>
    bool IsReadThrough { get; }

    /// <summary>What a read from the store has failed with: the shard is of no use then, whatever became of whoever read.</summary>
    Exception? StoreFailure { get; }

    /// <summary>Whether memory is full of entries that the store does not have yet. Between two events.</summary>
    bool IsFull { get; }

    /// <summary>Whether something was written since the last commit.</summary>
    bool HasDirty { get; }

    /// <summary>The number of the last call of <see cref="WriteDirty"/> that wrote something, for <see cref="OnApplied"/>.</summary>
    long Generation { get; }

    /// <summary>Reads what is not in memory from a store from now on. The shard is empty.</summary>
    void ReadThrough(IReadThroughStore store, TableCacheBudget budget);

    /// <summary>The store has what was written up to this generation. Any thread.</summary>
    void OnApplied(long generation);

    /// <summary>Takes an entry over as the changelog or the store has it; it is clean then.</summary>
    /// <param name="key">The key's bytes.</param>
    /// <param name="value">The value's bytes.</param>
    /// <param name="hasValue">Whether there is a value; without, the key is taken out.</param>
    /// <exception cref="Records.RecordFormatException">The bytes are not an entry of this table.</exception>
    void Restore(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, bool hasValue);

    /// <summary>Forgets all entries.</summary>
    void Clear();

    /// <summary>Writes the entries changed since the last call to the changelog, each once, and holds them clean from then on.</summary>
    /// <param name="changelog">The batch of the changelog's partition.</param>
    /// <param name="timestamp">The time of the records, in milliseconds since the Unix epoch.</param>
    /// <param name="maxRecordBytes">The most bytes of key and value together that the log takes.</param>
    /// <returns>How many entries there were.</returns>
    /// <exception cref="InvalidOperationException">
    /// An entry cannot be written, or is too large. The shard and the batch are of no use then: some entries were written, and some were not.
    /// </exception>
    int WriteDirty(ProducerBatch changelog, long timestamp, int maxRecordBytes);

    /// <summary>Tells the shard whose attempts its writes belong to.</summary>
    void Attach(AttemptCounter attempts);

    /// <summary>Whether something was written in this attempt or a later one that was not taken back.</summary>
    bool HasChangesSince(long attempt);

    /// <summary>Takes back what was written in this attempt and those after it. Nothing of them may have gone to the changelog.</summary>
    /// <returns>Whether all of it could be: an entry that a handler in a lane has overwritten since stays as it is.</returns>
    bool RollBack(long attempt);

    /// <summary>Takes back what the handler of a lane wrote.</summary>
    /// <returns>Whether all of it could be: an entry that another handler has overwritten since stays as it is.</returns>
    bool RollBackLane(long attempt);

    /// <summary>Keeps what the handler of a lane wrote.</summary>
    void EndLane(long attempt);
}
