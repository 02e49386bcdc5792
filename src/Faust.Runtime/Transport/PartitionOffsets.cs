namespace Faust.Transport;

/// <summary>The bounds of a partition.</summary>
/// <param name="TopicPartition">The partition.</param>
/// <param name="Low">The oldest offset there is.</param>
/// <param name="High">The offset the next record will have.</param>
/// <param name="LastStable">The offset up to which committed readers may read: that of the first record of a transaction that is still open,
/// else <paramref name="High"/>.</param>
public readonly record struct PartitionOffsets(TopicPartition TopicPartition, long Low, long High, long LastStable);
