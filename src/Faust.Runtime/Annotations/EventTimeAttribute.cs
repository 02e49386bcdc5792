namespace Faust;

/// <summary>
/// Marks the member of a record that says when the event happened. Its type is <see cref="DateTimeOffset"/>,
/// <see cref="DateTime"/> (taken as UTC unless its kind says otherwise) or <see cref="long"/> (milliseconds since the Unix epoch).
/// Without it, an event's time is the timestamp the log keeps for it.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class EventTimeAttribute : Attribute;
