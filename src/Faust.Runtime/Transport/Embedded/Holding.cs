namespace Faust.Transport.Embedded;

/// <summary>How a member holds a partition.</summary>
/// <param name="AssignedIn">The epoch of the <see cref="ConsumerEventKind.Assigned"/> that gave it.</param>
/// <param name="RevokedIn">The epoch of the <see cref="ConsumerEventKind.Revoked"/> that asks for it, if one was handed out.</param>
internal readonly record struct Holding(int AssignedIn, int? RevokedIn = null);
