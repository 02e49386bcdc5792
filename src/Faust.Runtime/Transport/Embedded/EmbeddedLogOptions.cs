namespace Faust.Transport.Embedded;

/// <summary>Where and how the embedded log keeps its records.</summary>
public sealed record EmbeddedLogOptions
{
    /// <summary>The directory of a log on disk, made where it is missing; one log at a time has it.</summary>
    /// <value>The default value is <see langword="null"/>: a log in memory.</value>
    public string? Directory
    {
        get;
        init
        {
            field = value;
            // Through a delegate, so that a native program that never names a directory does not carry the code of files.
            Open = value is null ? null : EmbeddedLog.OpenDirectory;
        }
    }

    /// <summary>Opens a log in <see cref="Directory"/>; <see langword="null"/> for one in memory.</summary>
    internal Action<EmbeddedLog>? Open { get; private init; }

    /// <summary>What a completed call survives where there is a <see cref="Directory"/>.</summary>
    /// <value>The default value is <see cref="LogDurability.Synced"/>.</value>
    public LogDurability Durability { get; init; } = LogDurability.Synced;

    /// <summary>How often retention and compaction look for work.</summary>
    /// <value>The default value is 15 seconds.</value>
    public TimeSpan CleanupInterval { get; init; } = TimeSpan.FromSeconds(15);

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
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(CleanupInterval, TimeSpan.Zero);
        if (Directory is not null) ArgumentException.ThrowIfNullOrWhiteSpace(Directory);
        return this;
    }
}
