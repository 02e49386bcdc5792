namespace Faust.Records;

/// <summary>A record that says when its event happened: it has a member marked <see cref="EventTimeAttribute"/>.</summary>
/// <typeparam name="TSelf">The record.</typeparam>
public interface IEventTime<TSelf>
    where TSelf : IEventTime<TSelf>
{
    /// <summary>When the event happened, in milliseconds since the Unix epoch.</summary>
    static abstract long GetEventTime(TSelf value);
}
