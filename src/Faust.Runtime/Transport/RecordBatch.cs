using System.Runtime.CompilerServices;

namespace Faust.Transport;

/// <summary>
/// Records of one partition, in order, as a consumer hands them out. Whoever holds it disposes it, exactly once, when no span of its
/// records is used any more; the consumer may then use its memory again. Not thread-safe.
/// </summary>
public abstract class RecordBatch : IDisposable
{
    /// <summary>The partition the records come from.</summary>
    public TopicPartition TopicPartition { get; protected set; }

    /// <summary>
    /// The epoch of the <see cref="ConsumerEventKind.Assigned"/> that gave the partition, as long as it is held, whatever rebalances pass
    /// meanwhile; of an assignment by hand, the how-manieth it is. Records with another one than the partition's latest are out of date.
    /// </summary>
    public int Epoch { get; protected set; }

    /// <summary>The offset behind the last record, and behind what follows it unseen: what is committed once the whole batch is finished.</summary>
    public long NextOffset { get; protected set; }

    /// <summary>The bytes of keys, values and headers, for back-pressure.</summary>
    public int SizeInBytes { get; protected set; }

    /// <summary>
    /// How many records there are. 0 where there was only what readers do not see (aborted records, the marks of transactions) up to
    /// <see cref="NextOffset"/>: the reader has come so far.
    /// </summary>
    public int Count { get; protected set; }

    /// <summary>The records; an array that may be longer than <see cref="Count"/>.</summary>
    protected LogRecord[] Buffer { get; set; } = [];

    /// <summary>The records.</summary>
    public ReadOnlySpan<LogRecord> Records
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Buffer.AsSpan(0, Count);
    }

    /// <summary>Gives the memory back to the consumer, also when that is closed. A second call is harmless until the consumer uses the
    /// memory again.</summary>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>Called by <see cref="Dispose"/>.</summary>
    protected abstract void Release();
}
