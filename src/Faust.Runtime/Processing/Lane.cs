using Faust.Topics;

namespace Faust.Processing;

/// <summary>
/// Where one attempt of a handler runs that others are at work beside: a context over the task's logical thread that makes the attempt the
/// one in hand whenever the handler goes on. Used by the task's logical thread alone, but for <see cref="Post"/>.
/// </summary>
/// <param name="thread">The task's logical thread.</param>
/// <param name="resources">What the task owns.</param>
/// <param name="timestamp">The time of the event, in milliseconds since the Unix epoch: that of what is sent without one.</param>
internal sealed class Lane(LogicalThread thread, TaskResources resources, long timestamp) : SynchronizationContext
{
    private static readonly SendOrPostCallback RunItem = static state =>
    {
        (Lane lane, SendOrPostCallback callback, object? inner) = ((Lane, SendOrPostCallback, object?))state!;
        lane.Run(callback, inner);
    };

    // A handler sends to few topics.
    private readonly List<(LanedTopicOutput To, LaneOutput Output)> _outputs = [];

    /// <summary>The number of the attempt.</summary>
    public long Attempt { get; } = resources.Attempts.NextOfLane();

    /// <summary>Whether the attempt is decided: what comes behind is nobody's.</summary>
    public bool IsOver { get; private set; }

    public override void Post(SendOrPostCallback d, object? state) => thread.Post(RunItem, (this, d, state));

    public override void Send(SendOrPostCallback d, object? state) => thread.Send(d, state);

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs something in the lane, at once; only on the task's logical thread, outside other lanes.</summary>
    public void Run(SendOrPostCallback callback, object? state)
    {
        SynchronizationContext? outside = Current;
        long attempt = resources.Attempts.Enter(this);
        long time = resources.Producer.Timestamp;
        resources.Producer.Timestamp = timestamp;
        SetSynchronizationContext(this);
        try
        {
            callback(state);
        }
        finally
        {
            SetSynchronizationContext(outside);
            resources.Producer.Timestamp = time;
            resources.Attempts.Leave(attempt);
        }
    }

    /// <summary>What the attempt sends to a topic.</summary>
    public LaneOutput OutputTo(LanedTopicOutput topic)
    {
        foreach ((LanedTopicOutput to, LaneOutput output) in _outputs)
        {
            if (to == topic) return output;
        }

        LaneOutput rented = topic.Rent();
        _outputs.Add((topic, rented));
        return rented;
    }

    /// <summary>Sends what waited for the handler's end, or drops it. Not in the middle of another agent's event.</summary>
    public void End(bool keep)
    {
        IsOver = true;
        foreach ((LanedTopicOutput to, LaneOutput output) in _outputs)
        {
            if (keep) output.MoveTo(to);
            output.Clear();
            to.Return(output);
        }

        _outputs.Clear();
    }
}
