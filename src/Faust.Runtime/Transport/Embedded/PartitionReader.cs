namespace Faust.Transport.Embedded;

/// <summary>A partition as one consumer reads it. Changed under the consumer's lock; <see cref="OnAppended"/> comes from any thread.</summary>
internal sealed class PartitionReader(TopicPartition topicPartition, int epoch, WakeSignal signal)
{
    private volatile bool _active;
    private volatile bool _paused;

    /// <summary>The place; only meaningful where <see cref="IsPositioned"/>.</summary>
    public LogCursor Cursor;

    public TopicPartition TopicPartition { get; } = topicPartition;

    /// <summary>The epoch of the assignment that gave the partition.</summary>
    public int Epoch { get; } = epoch;

    /// <summary>The partition's log, once found.</summary>
    public PartitionLog? Log { get; private set; }

    public bool IsPositioned { get; private set; }

    /// <summary>Whether records of the partition may be handed out.</summary>
    public bool IsReadable => _active && !_paused;

    public void MoveTo(long offset)
    {
        Cursor.MoveTo(offset);
        IsPositioned = true;
        signal.Set();
    }

    public void Activate()
    {
        _active = true;
        signal.Set();
    }

    public void Pause() => _paused = true;

    public void Resume()
    {
        _paused = false;
        signal.Set();
    }

    public void Open(PartitionLog log)
    {
        Close();
        Log = log;
        log.Attach(this);
        if (IsPositioned) Cursor.MoveTo(Cursor.Offset);
    }

    public void Close()
    {
        Log?.Detach(this);
        Log = null;
    }

    public void OnAppended()
    {
        if (IsReadable) signal.Set();
    }

    public void OnDeleted() => signal.Set();
}
