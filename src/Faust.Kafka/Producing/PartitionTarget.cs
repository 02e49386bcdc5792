using Faust.Transport;

namespace Faust.Kafka.Producing;

/// <summary>A partition that a session sends to.</summary>
/// <param name="partition">Which.</param>
/// <param name="topic">librdkafka's handle of the topic.</param>
internal sealed class PartitionTarget(TopicPartition partition, nint topic)
{
    private long _knownEnd;

    public TopicPartition Partition { get; } = partition;

    public nint Topic { get; } = topic;

    /// <summary>Held while the records of a call are handed to librdkafka, so that calls do not mix.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The offset behind the last record that is known to be in the log.</summary>
    public long KnownEnd
    {
        get => Volatile.Read(ref _knownEnd);
        set => Volatile.Write(ref _knownEnd, value);
    }
}
