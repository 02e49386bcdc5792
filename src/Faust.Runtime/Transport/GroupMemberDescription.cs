namespace Faust.Transport;

/// <summary>A member of a consumer group.</summary>
/// <param name="MemberId">The id the group gave to it.</param>
/// <param name="ClientId">What it calls itself (<see cref="ConsumerSettings.ClientId"/>).</param>
/// <param name="Partitions">The partitions that are meant for it, sorted; it may still be about to get some of them.</param>
public sealed record GroupMemberDescription(string MemberId, string ClientId, IReadOnlyList<TopicPartition> Partitions);
