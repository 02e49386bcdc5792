using Faust.Transport.Embedded.Disk;

namespace Faust.Transport.Embedded;

/// <summary>A topic and its partitions.</summary>
internal sealed class LogTopic
{
    public LogTopic(TopicSpecification specification, EmbeddedLogOptions options, LogStore? store = null)
    {
        Specification = specification;
        Policy = new TopicPolicy(specification);
        if (Policy.SegmentBytes < options.SegmentBytes)
        {
            options = options with { SegmentBytes = Policy.SegmentBytes, FirstSegmentBytes = Math.Min(options.FirstSegmentBytes, Policy.SegmentBytes) };
        }

        Partitions = new PartitionLog[specification.Partitions];
        for (int i = 0; i < Partitions.Length; i++)
        {
            var partition = new TopicPartition(specification.Name, i);
            Partitions[i] = new PartitionLog(partition, options, store is null ? null : new PartitionFiles(store, partition));
        }
    }

    public TopicSpecification Specification { get; }

    /// <summary>How long its records are kept.</summary>
    public TopicPolicy Policy { get; }

    public string Name => Specification.Name;

    public PartitionLog[] Partitions { get; }
}
