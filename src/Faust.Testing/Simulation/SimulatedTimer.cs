namespace Faust.Testing.Simulation;

/// <summary>A timer of a machine. As a real one it may call back once more when it was changed or disposed at the same time.</summary>
internal sealed class SimulatedTimer(SimulatedMachine machine, int id, TimerCallback callback, object? state) : ITimer
{
    private int _version;
    private long _period;
    private bool _isSet;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (!machine.Loop.CheckThread("A timer was set")) return false;
        _version++;
        _isSet = dueTime != Timeout.InfiniteTimeSpan && machine.State != SimulatedMachineState.Dead;
        _period = period == Timeout.InfiniteTimeSpan ? 0 : Math.Max(0, period.Ticks);
        if (_isSet) machine.Loop.Schedule(this, _version, machine.Loop.Now + Math.Max(0, dueTime.Ticks));
        return true;
    }

    public bool IsCurrent(int version) => _isSet && version == _version && machine.State != SimulatedMachineState.Dead;

    public void OnDue(int version)
    {
        if (!IsCurrent(version)) return;
        if (_period > 0) machine.Loop.Schedule(this, _version, machine.Loop.Now + _period);
        else _isSet = false;
        machine.Run('c', id, (Action)(() => callback(state)));
    }

    public void Dispose()
    {
        if (!machine.Loop.CheckThread("A timer was disposed")) return;
        _version++;
        _isSet = false;
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
