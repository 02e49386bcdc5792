namespace Faust.Transport.Embedded;

/// <summary>A topic and its partitions.</summary>
internal sealed class LogTopic
{
    public LogTopic(TopicSpecification specification, EmbeddedLogOptions options)
    {
        Specification = specification;
        Partitions = new PartitionLog[specification.Partitions];
        for (int i = 0; i < Partitions.Length; i++) Partitions[i] = new PartitionLog(new TopicPartition(specification.Name, i), options);
    }

    public TopicSpecification Specification { get; }

    public string Name => Specification.Name;

    public PartitionLog[] Partitions { get; }
}
