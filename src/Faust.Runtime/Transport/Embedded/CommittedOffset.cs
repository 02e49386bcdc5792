namespace Faust.Transport.Embedded;

/// <summary>A group's committed offset of a partition.</summary>
/// <param name="Offset">The next record to read.</param>
/// <param name="Consumer">The id of the consumer that committed it; -1 where a transaction did.</param>
/// <param name="Number">The number of the commit among the consumer's.</param>
internal readonly record struct CommittedOffset(long Offset, long Consumer, long Number);
