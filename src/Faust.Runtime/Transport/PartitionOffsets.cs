namespace Faust.Transport;

/// <summary>The bounds of a partition.</summary>
/// <param name="TopicPartition">The partition.</param>
/// <param name="Low">The oldest offset there is.</param>
/// <param name="High">The offset the next record will have.</param>
public readonly record struct PartitionOffsets(TopicPartition TopicPartition, long Low, long High);
