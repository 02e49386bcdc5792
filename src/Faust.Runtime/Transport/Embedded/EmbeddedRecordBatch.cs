namespace Faust.Transport.Embedded;

/// <summary>A batch over a segment's memory; reused by the consumer it came from.</summary>
internal sealed class EmbeddedRecordBatch(RecordBatchPool pool) : RecordBatch
{
    private const int FirstCapacity = 64;

    /// <summary>What keeps the memory under the records.</summary>
    private LogSegment? _segment;
    private int _handedOut;

    public LogRecord[] Array => Buffer;

    public LogRecord[] Grow(int most)
    {
        LogRecord[] grown = Buffer;
        System.Array.Resize(ref grown, Math.Min(Math.Max(FirstCapacity, grown.Length * 2), most));
        return Buffer = grown;
    }

    public void Fill(LogSegment? segment, int count, int bytes, long nextOffset)
    {
        _segment = segment;
        Count = count;
        SizeInBytes = bytes;
        NextOffset = nextOffset;
    }

    public void HandOut(TopicPartition partition, int epoch)
    {
        TopicPartition = partition;
        Epoch = epoch;
        Volatile.Write(ref _handedOut, 1);
    }

    /// <summary>Forgets the records, so that a late look at them finds none instead of freed memory.</summary>
    public void Reset()
    {
        Count = 0;
        _segment = null;
    }

    protected override void Release()
    {
        if (Interlocked.Exchange(ref _handedOut, 0) == 0) return;
        Reset();
        pool.Return(this);
    }
}
