using Faust.Processing;
using Microsoft.Extensions.Time.Testing;

namespace Faust.Testing;

/// <summary>
/// The clock of a <see cref="FaustTestHost"/>, which stands still until the test moves it: the <see cref="TimeProvider"/> of the application's
/// services, over a <see cref="FakeTimeProvider"/>.
/// </summary>
/// <remarks>The test's thread moves it; any thread may read it and make timers.</remarks>
public sealed class TestClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly HashSet<TestTimer> _timers = [];
    private readonly Action _run;
    private readonly CallerScheduler _scheduler;
    private readonly Driver _driver;

    internal TestClock(FakeTimeProvider inner, CallerScheduler scheduler, Driver driver, Action run)
    {
        Inner = inner;
        _scheduler = scheduler;
        _driver = driver;
        _run = run;
    }

    /// <summary>The clock below. What is due when it is moved itself is run by the host's next call.</summary>
    public FakeTimeProvider Inner { get; }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => Inner.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => Inner.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Inner.GetUtcNow();

    /// <inheritdoc/>
    public override long GetTimestamp() => Inner.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        // Of handlers that are at work at the same time the lane tells which one it is, as long as it comes back to its lane.
        return new TestTimer(this, callback, state, dueTime, period, SynchronizationContext.Current as Lane ?? _scheduler.CurrentFlow);
    }

    /// <summary>
    /// Lets time pass: stops wherever a timer is due and runs the application there until it is idle, so that what a handler does next has
    /// that moment's time.
    /// </summary>
    /// <param name="by">How long.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    /// <exception cref="TaskFailedException">An agent failed on the way; the clock stands where it did.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        DateTimeOffset target = Inner.GetUtcNow() + by;
        _run();
        Move(target, _run);
    }

    /// <summary>Lets time pass until a moment.</summary>
    /// <inheritdoc cref="Advance" path="/exception"/>
    public void AdvanceTo(DateTimeOffset moment) => Advance(moment - Inner.GetUtcNow());

    internal void Move(DateTimeOffset target, Action run)
    {
        while (true)
        {
            DateTimeOffset now = Inner.GetUtcNow();
            DateTimeOffset next = NextDue(now) is { } due && due < target ? due : target;
            if (next > now) _driver.Enter(() => Inner.Advance(next - now));
            run();
            if (next >= target) return;
        }
    }

    internal void Track(TestTimer timer, bool isSet)
    {
        lock (_gate)
        {
            if (isSet) _timers.Add(timer);
            else _timers.Remove(timer);
        }
    }

    /// <summary>How many timers wait for the clock that were made in a flow: on a logical thread, or in a lane over it.</summary>
    internal int CountAwaitedBy(object flow)
    {
        lock (_gate) return _timers.Count(t => t.Waiting == flow);
    }

    private DateTimeOffset? NextDue(DateTimeOffset now)
    {
        lock (_gate) return _timers.Select(t => t.Due).Where(d => d > now).Min();
    }
}
