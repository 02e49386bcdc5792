using System.Globalization;

namespace Faust.Transport.Embedded;

/// <summary>What a topic's configuration says of how long records are kept, by Kafka's names.</summary>
internal sealed class TopicPolicy
{
    private readonly string _topic;
    private readonly IReadOnlyDictionary<string, string> _configuration;

    /// <exception cref="TransportException">A value is not what its name asks for.</exception>
    public TopicPolicy(TopicSpecification topic)
    {
        _topic = topic.Name;
        _configuration = topic.Configuration;
        foreach (string policy in Text("cleanup.policy", "delete").Split(',', StringSplitOptions.TrimEntries))
        {
            if (policy == "compact") IsCompacted = true;
            else if (policy == "delete") IsDeleted = true;
            else throw Malformed("cleanup.policy", "'delete', 'compact' or 'compact,delete'");
        }

        RetentionTime = Time("retention.ms", -1);
        RetentionBytes = Number("retention.bytes", -1, -1, long.MaxValue);
        SegmentBytes = (int)Number("segment.bytes", int.MaxValue, 1024, int.MaxValue);
        SegmentTime = Time("segment.ms", 7 * 24 * 60 * 60 * 1000L) ?? TimeSpan.MaxValue;
        TombstoneTime = Time("delete.retention.ms", 24 * 60 * 60 * 1000L) ?? TimeSpan.MaxValue;
        DirtyRatio = Ratio("min.cleanable.dirty.ratio", 0.5);
    }

    public bool IsCompacted { get; }

    public bool IsDeleted { get; }

    /// <summary>How long records are kept; <see langword="null"/> for ever, which is the default here.</summary>
    public TimeSpan? RetentionTime { get; }

    /// <summary>How many bytes of a partition are kept; -1 for all.</summary>
    public long RetentionBytes { get; }

    /// <summary>Bytes of a full segment, where they are less than the log's.</summary>
    public int SegmentBytes { get; }

    /// <summary>The age at which a segment is closed, so that it can be compacted or deleted.</summary>
    public TimeSpan SegmentTime { get; }

    public TimeSpan TombstoneTime { get; }

    public double DirtyRatio { get; }

    /// <summary>Whether there is ever anything to do.</summary>
    public bool IsNeeded => IsCompacted || (IsDeleted && (RetentionTime is not null || RetentionBytes >= 0));

    private string Text(string name, string otherwise) => _configuration.TryGetValue(name, out string? value) ? value : otherwise;

    private long Number(string name, long otherwise, long least, long most)
    {
        if (!_configuration.TryGetValue(name, out string? text)) return otherwise;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) && value >= least && value <= most
            ? value
            : throw Malformed(name, $"a whole number from {least} to {most}");
    }

    private TimeSpan? Time(string name, long otherwise) => Number(name, otherwise, -1, long.MaxValue) is >= 0 and var ms
        ? TimeSpan.FromMilliseconds(Math.Min(ms, (long)TimeSpan.FromDays(365_000).TotalMilliseconds))
        : null;

    private double Ratio(string name, double otherwise)
    {
        if (!_configuration.TryGetValue(name, out string? text)) return otherwise;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is >= 0 and <= 1
            ? value
            : throw Malformed(name, "a number from 0 to 1");
    }

    private TransportException Malformed(string name, string expected) =>
        new($"Topic '{_topic}' has {name}={_configuration[name]}, which is to be {expected}.");
}
