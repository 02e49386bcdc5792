namespace Faust.Transport;

/// <summary>A consumer group as it is.</summary>
/// <param name="GroupId">The group.</param>
/// <param name="Generation">Its generation; -1 where the group does not exist, or the log does not tell.</param>
/// <param name="Members">Its members, in the order of their ids.</param>
public sealed record GroupDescription(string GroupId, int Generation, IReadOnlyList<GroupMemberDescription> Members);
