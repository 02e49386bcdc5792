namespace Faust.Transport;

/// <summary>A place in a partition.</summary>
/// <param name="TopicPartition">The partition.</param>
/// <param name="Offset">The offset; as a committed or starting offset, that of the next record to read.</param>
public readonly record struct TopicPartitionOffset(TopicPartition TopicPartition, long Offset)
{
    /// <summary>As in <c>topic-3@42</c>.</summary>
    public override string ToString() => $"{TopicPartition}@{Offset}";
}
