using Faust.Transport;

namespace Faust.Processing;

/// <summary>
/// Back-pressure of one partition: reading pauses when too much of it waits for its task, and goes on when half of that is worked off. So
/// memory is bounded whatever the lag.
/// </summary>
internal sealed class PartitionIntake(IConsumer consumer, TopicPartition partition, FaustOptions options)
{
    private readonly Lock _gate = new();
    private readonly TopicPartition[] _partition = [partition];
    private long _records;
    private long _bytes;
    private bool _paused;
    private bool _closed;

    public TopicPartition Partition { get; } = partition;

    /// <summary>How many records wait for the task, or are in its hands.</summary>
    public long Waiting
    {
        get
        {
            lock (_gate) return _records;
        }
    }

    // Pausing and resuming happen under the lock: otherwise the resume of the task could overtake the pause of the worker, for good.
    public void Add(RecordBatch batch)
    {
        lock (_gate)
        {
            _records += batch.Count;
            _bytes += batch.SizeInBytes;
            if (_paused || _closed || (_records < options.MaxQueuedRecords && _bytes < options.MaxQueuedBytes)) return;
            _paused = true;
            consumer.Pause(_partition);
        }
    }

    public void Remove(int records, int bytes)
    {
        lock (_gate)
        {
            _records -= records;
            _bytes -= bytes;
            if (!_paused || _closed || _records > options.MaxQueuedRecords / 2 || _bytes > options.MaxQueuedBytes / 2) return;
            _paused = false;
            consumer.Resume(_partition);
        }
    }

    /// <summary>Ends it: the partition may be held again by then, and what this holding paused or resumes must not touch the next one.</summary>
    public void Close()
    {
        lock (_gate) _closed = true;
    }
}
