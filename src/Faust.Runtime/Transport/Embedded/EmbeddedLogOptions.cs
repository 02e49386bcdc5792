namespace Faust.Transport.Embedded;

/// <summary>How the embedded log lays out its memory.</summary>
public sealed record EmbeddedLogOptions
{
    /// <summary>Bytes of a partition's first segment; each further one is twice as large, up to <see cref="SegmentBytes"/>.</summary>
    /// <value>The default value is 64 KiB, so that a topic of many small partitions stays small.</value>
    public int FirstSegmentBytes { get; init; } = 64 * 1024;

    /// <summary>Bytes of a full-grown segment; a batch that is larger gets a segment of its own.</summary>
    /// <value>The default value is 16 MiB.</value>
    public int SegmentBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The most bytes of key, value and headers together of one record.</summary>
    /// <value>The default value is 1 MiB, about what a Kafka broker takes.</value>
    public int MaxRecordBytes { get; init; } = 1024 * 1024;

    internal EmbeddedLogOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxRecordBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(FirstSegmentBytes, 1024);
        ArgumentOutOfRangeException.ThrowIfLessThan(SegmentBytes, FirstSegmentBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SegmentBytes, 1 << 30);
        return this;
    }
}
