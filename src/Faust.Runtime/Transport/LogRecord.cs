using System.Runtime.CompilerServices;

namespace Faust.Transport;

/// <summary>
/// One record as the log holds it: its spans lie over the log's own memory and are valid until the <see cref="RecordBatch"/> it came in
/// is disposed.
/// </summary>
public readonly unsafe struct LogRecord
{
    private readonly byte* _key;
    private readonly byte* _value;
    private readonly byte* _headers;
    private readonly int _keyLength;
    private readonly int _valueLength;
    private readonly int _headersLength;

    /// <summary>Describes a record; for transports.</summary>
    /// <param name="offset">Its offset in the partition.</param>
    /// <param name="timestamp">Milliseconds since the Unix epoch.</param>
    /// <param name="key">Its key, ignored where <paramref name="keyLength"/> is negative.</param>
    /// <param name="keyLength">Bytes of the key; -1 for a record without key.</param>
    /// <param name="value">Its value, ignored where <paramref name="valueLength"/> is negative.</param>
    /// <param name="valueLength">Bytes of the value; -1 for a tombstone.</param>
    /// <param name="headers">Its headers in the form of <see cref="RecordHeaders"/>.</param>
    /// <param name="headersLength">Bytes of the headers; 0 for none.</param>
    public LogRecord(long offset, long timestamp, byte* key, int keyLength, byte* value, int valueLength, byte* headers, int headersLength)
    {
        Offset = offset;
        Timestamp = timestamp;
        _key = key;
        _keyLength = keyLength;
        _value = value;
        _valueLength = valueLength;
        _headers = headers;
        _headersLength = headersLength;
    }

    /// <summary>The record's offset in its partition.</summary>
    public long Offset { get; }

    /// <summary>The record's timestamp, in milliseconds since the Unix epoch.</summary>
    public long Timestamp { get; }

    /// <summary>Whether the record has a key.</summary>
    public bool HasKey => _keyLength >= 0;

    /// <summary>Whether the record has a value; one without is a tombstone.</summary>
    public bool HasValue => _valueLength >= 0;

    /// <summary>The key's bytes; empty where there is none.</summary>
    public ReadOnlySpan<byte> Key
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(_key, Math.Max(_keyLength, 0));
    }

    /// <summary>The value's bytes; empty where there is none.</summary>
    public ReadOnlySpan<byte> Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(_value, Math.Max(_valueLength, 0));
    }

    /// <summary>The encoded headers; empty where there are none. <see cref="RecordHeaders"/> reads them.</summary>
    public ReadOnlySpan<byte> Headers => new(_headers, _headersLength);
}
