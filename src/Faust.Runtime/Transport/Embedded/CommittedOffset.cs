namespace Faust.Transport.Embedded;

/// <summary>A group's committed offset of a partition.</summary>
/// <param name="Offset">The next record to read.</param>
/// <param name="Member">The member that committed it; <see langword="null"/> where a transaction did, or a consumer without membership.</param>
/// <param name="Number">The number of the commit among the member's.</param>
internal readonly record struct CommittedOffset(long Offset, string? Member, long Number);
