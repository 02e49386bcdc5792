namespace Faust.Transport;

/// <summary>Looks at the log and arranges it. Thread-safe.</summary>
public interface IAdmin : IAsyncDisposable
{
    /// <summary>The topics of these names; those that do not exist are not in the answer.</summary>
    ValueTask<IReadOnlyList<TopicDescription>> DescribeTopicsAsync(
        IReadOnlyCollection<string> names, CancellationToken cancellationToken = default);

    /// <summary>Creates topics; one that exists stays as it is.</summary>
    /// <exception cref="TransportException">A name is not allowed, or a topic could not be created.</exception>
    ValueTask CreateTopicsAsync(IReadOnlyCollection<TopicSpecification> topics, CancellationToken cancellationToken = default);

    /// <summary>Deletes topics with all their records; one that does not exist is passed over.</summary>
    ValueTask DeleteTopicsAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken = default);

    /// <summary>A consumer group and its members; one that nobody has joined has none.</summary>
    ValueTask<GroupDescription> DescribeGroupAsync(string groupId, CancellationToken cancellationToken = default);

    /// <summary>Of each partition, the oldest offset and the one behind the newest record.</summary>
    /// <exception cref="TransportException">A partition does not exist.</exception>
    ValueTask<IReadOnlyList<PartitionOffsets>> GetOffsetsAsync(
        IReadOnlyCollection<TopicPartition> partitions, CancellationToken cancellationToken = default);
}
