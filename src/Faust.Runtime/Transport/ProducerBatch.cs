using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Faust.Records;

namespace Faust.Transport;

/// <summary>
/// Records on their way to one partition, built in place: begin a record, write its key and value straight into <see cref="Buffer"/>, end
/// it. Reused after a send. Not thread-safe.
/// </summary>
/// <remarks>
/// Each record is a frame: key length, value length, headers length (<see cref="int"/>, -1 for a missing key or value), timestamp
/// (<see cref="long"/>, milliseconds since the Unix epoch), all little-endian, then the bytes of key, value and headers. The embedded log
/// appends the frames as they are; another transport walks them with <see cref="ReadFrame"/>.
/// </remarks>
public sealed class ProducerBatch(TopicPartition partition)
{
    /// <summary>Bytes of a frame before its key.</summary>
    public const int FrameHeaderLength = 20;

    private int _frame = -1;
    private int _keyLength;
    private int _valueStart = -1;

    /// <summary>Where the records go.</summary>
    public TopicPartition TopicPartition { get; } = partition;

    /// <summary>The bytes of the frames; keys and values are written here between the calls that mark them.</summary>
    public ByteBuffer Buffer { get; } = new(1024);

    /// <summary>How many records have been ended.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a record was begun and neither ended nor abandoned: such a batch cannot be sent.</summary>
    public bool HasOpenRecord => _frame >= 0;

    /// <summary>Bytes written of the key and value of the record that was begun.</summary>
    internal int OpenRecordLength => Buffer.Length - _frame - FrameHeaderLength;

    /// <summary>Begins a record. The key's bytes are to be written to <see cref="Buffer"/> next.</summary>
    /// <param name="timestamp">Milliseconds since the Unix epoch.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void BeginRecord(long timestamp)
    {
        _frame = Buffer.Length;
        Span<byte> header = Buffer.GetSpan(FrameHeaderLength);
        BinaryPrimitives.WriteInt64LittleEndian(header[12..], timestamp);
        Buffer.Advance(FrameHeaderLength);
    }

    /// <summary>Says that the key is written, or that there is none. The value's bytes are to be written next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndKey(bool hasKey = true)
    {
        _valueStart = Buffer.Length;
        _keyLength = hasKey ? _valueStart - _frame - FrameHeaderLength : -1;
    }

    /// <summary>Says that the value is written, or that there is none, and so ends the record.</summary>
    /// <param name="hasValue">Whether there is a value; without, the record is a tombstone.</param>
    /// <param name="headers">Encoded headers (see <see cref="RecordHeaders"/>), or nothing.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndRecord(bool hasValue = true, ReadOnlySpan<byte> headers = default)
    {
        int valueLength = hasValue ? Buffer.Length - _valueStart : -1;
        if (!headers.IsEmpty) Buffer.Write(headers);
        Span<byte> frame = Buffer.WrittenMutableSpan[_frame..];
        BinaryPrimitives.WriteInt32LittleEndian(frame, _keyLength);
        BinaryPrimitives.WriteInt32LittleEndian(frame[4..], valueLength);
        BinaryPrimitives.WriteInt32LittleEndian(frame[8..], headers.Length);
        Count++;
        _frame = -1;
    }

    /// <summary>Takes back a record that was begun and not ended, as when its serializer threw. Does nothing where there is none.</summary>
    public void AbandonRecord()
    {
        if (_frame < 0) return;
        Buffer.Truncate(_frame);
        _frame = -1;
    }

    /// <summary>Takes back the last records.</summary>
    /// <param name="count">How many remain.</param>
    /// <param name="length">The length of <see cref="Buffer"/> when there were so many.</param>
    internal void Truncate(int count, int length)
    {
        Buffer.Truncate(length);
        Count = count;
        _frame = -1;
    }

    /// <summary>Adds a whole record; an empty span is an empty key or value, not a missing one.</summary>
    public void Add(long timestamp, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, ReadOnlySpan<byte> headers = default)
    {
        BeginRecord(timestamp);
        Buffer.Write(key);
        EndKey();
        Buffer.Write(value);
        EndRecord(headers: headers);
    }

    /// <summary>Adds a record as it is.</summary>
    internal void Add(in LogRecord record)
    {
        BeginRecord(record.Timestamp);
        Buffer.Write(record.Key);
        EndKey(record.HasKey);
        Buffer.Write(record.Value);
        EndRecord(record.HasValue, record.Headers);
    }

    /// <summary>Adds all records of another batch.</summary>
    internal void Add(ProducerBatch other)
    {
        Buffer.Write(other.Buffer.WrittenSpan);
        Count += other.Count;
    }

    /// <summary>Forgets all records; the memory stays.</summary>
    public void Clear()
    {
        Buffer.Clear();
        Count = 0;
        _frame = -1;
    }

    /// <summary>Reads the frame that starts at the beginning of <paramref name="frames"/>.</summary>
    /// <returns>The length of the frame, that is, where the next one starts.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ReadFrame(ReadOnlySpan<byte> frames, out int keyLength, out int valueLength, out int headersLength, out long timestamp)
    {
        keyLength = BinaryPrimitives.ReadInt32LittleEndian(frames);
        valueLength = BinaryPrimitives.ReadInt32LittleEndian(frames[4..]);
        headersLength = BinaryPrimitives.ReadInt32LittleEndian(frames[8..]);
        timestamp = BinaryPrimitives.ReadInt64LittleEndian(frames[12..]);
        return FrameHeaderLength + Math.Max(keyLength, 0) + Math.Max(valueLength, 0) + headersLength;
    }
}
