using Microsoft.Extensions.Time.Testing;

namespace Faust.Testing.Tests.Jepsen;

/// <summary>
/// The thread and the clock of a run: what is posted to it runs on the thread that turns it, in order, and time passes when it says so.
/// </summary>
internal sealed class Schedule : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = new();
    private readonly PriorityQueue<Action, (long Ticks, int Number)> _later = new();
    private int _number;

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.UnixEpoch.AddYears(50));

    private long Now => Time.GetUtcNow().Ticks;

    public override void Post(SendOrPostCallback d, object? state)
    {
        // A continuation from a timer of the log's comes on this thread too: there is no other.
        _posted.Enqueue((d, state));
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();

    public void In(TimeSpan delay, Action action) => _later.Enqueue(action, (Now + delay.Ticks, _number++));

    public Task Delay(TimeSpan delay)
    {
        var source = new TaskCompletionSource();
        In(delay, source.SetResult);
        return source.Task;
    }

    /// <summary>Lets time pass; what is due on the way runs at its time.</summary>
    public void Advance(TimeSpan by)
    {
        long until = Now + by.Ticks;
        RunPosted();
        while (_later.TryPeek(out Action? action, out (long Ticks, int Number) due) && due.Ticks <= until)
        {
            _later.Dequeue();
            if (due.Ticks > Now) Time.Advance(TimeSpan.FromTicks(due.Ticks - Now));
            RunPosted();
            action();
            RunPosted();
        }

        if (until > Now) Time.Advance(TimeSpan.FromTicks(until - Now));
        RunPosted();
    }

    public void RunPosted()
    {
        while (_posted.TryDequeue(out var work)) work.Callback(work.State);
    }
}
