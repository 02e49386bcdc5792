namespace Faust.Transport.Embedded;

/// <summary>The records of a segment one by one, for what is not the reading of consumers.</summary>
internal unsafe struct LogFrames(LogSegment segment)
{
    private readonly int _length = segment.Length;
    private int _batch;
    private int _position;
    private int _batchEnd;
    private long _offset;

    public LogFrame Current { get; private set; }

    public readonly LogFrames GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_position == _batchEnd)
        {
            if (_position >= _length) return false;
            LogBatchHeader header = LogBatchHeader.Read(segment.Memory + _position);
            _batch = _position;
            _offset = header.BaseOffset;
            _position += LogBatchHeader.Length;
            _batchEnd = _position + header.FrameBytes;
        }

        int length = ProducerBatch.ReadFrame(
            new ReadOnlySpan<byte>(segment.Memory + _position, ProducerBatch.FrameHeaderLength),
            out int keyLength,
            out int valueLength,
            out _,
            out long timestamp);
        Current = new LogFrame(_offset++, _batch, _position, length, keyLength, valueLength, timestamp);
        _position += length;
        GC.KeepAlive(segment);
        return true;
    }
}
