namespace Faust.Testing.Simulation;

/// <summary>The run's clock as one machine sees it.</summary>
internal sealed class SimulatedTimeProvider(SimulatedMachine machine) : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private int _timers;

    /// <summary>How far this machine's clock on the wall is off.</summary>
    public TimeSpan Skew { get; set; }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => machine.Loop.Now;

    public override DateTimeOffset GetUtcNow() => Start + Skew + TimeSpan.FromTicks(machine.Loop.Now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(machine, ++_timers, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void After(TimeSpan delay, Action action) => CreateTimer(static state => ((Action)state!)(), action, delay, Timeout.InfiniteTimeSpan);
}
