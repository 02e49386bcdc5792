namespace Faust.Testing;

/// <summary>A timer of the clock, of which the clock knows when it is due.</summary>
internal sealed class TestTimer : ITimer
{
    private readonly TestClock _clock;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private readonly ITimer _inner;
    private TimeSpan _period;
    private bool _disposed;

    public TestTimer(TestClock clock, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period, object? flow)
    {
        _clock = clock;
        _callback = callback;
        _state = state;
        // Timers that are made first and set later are no wait: buffers of batch agents, for one.
        Waiting = dueTime == Timeout.InfiniteTimeSpan ? null : flow;
        _inner = clock.Inner.CreateTimer(static timer => ((TestTimer)timer!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Change(dueTime, period);
    }

    /// <summary>When it is due; null while it is not set.</summary>
    public DateTimeOffset? Due { get; private set; }

    /// <summary>The logical thread, or the lane, whose handler made it, to wait for it.</summary>
    public object? Waiting { get; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed) return false;
        _period = period;
        SetDue(dueTime);
        return _inner.Change(dueTime, period);
    }

    public void Dispose()
    {
        _disposed = true;
        SetDue(Timeout.InfiniteTimeSpan);
        _inner.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private void SetDue(TimeSpan dueTime)
    {
        Due = dueTime == Timeout.InfiniteTimeSpan ? null : _clock.Inner.GetUtcNow() + dueTime;
        _clock.Track(this, Due is not null);
    }

    private void Fire()
    {
        if (_disposed) return;
        // As the timers of .NET have it, a period of zero is none.
        SetDue(_period > TimeSpan.Zero ? _period : Timeout.InfiniteTimeSpan);
        _callback(_state);
    }
}
