namespace Faust.Transport;

/// <summary>A member's standing in its consumer group.</summary>
/// <param name="GroupId">The group; empty without one.</param>
/// <param name="Generation">The group's generation, one more with each rebalance; -1 before the first.</param>
/// <param name="MemberId">The id the group gave to the member; empty before it joined.</param>
public sealed record ConsumerGroupMetadata(string GroupId, int Generation, string MemberId);
