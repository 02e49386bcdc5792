namespace Faust.Testing.Simulation;

/// <summary>One life of a process: its work items and timers run, are held, or are dropped together.</summary>
internal sealed class SimulatedMachine
{
    private readonly List<(char Kind, int Id, object Work)> _held = [];

    public SimulatedMachine(SimulationLoop loop, int id, string name)
    {
        Loop = loop;
        Id = id;
        Name = name;
        Scheduler = new SimulatedScheduler(this);
        Time = new SimulatedTimeProvider(this);
    }

    public SimulationLoop Loop { get; }

    public int Id { get; }

    public string Name { get; }

    public SimulatedMachineState State { get; private set; }

    public SimulatedScheduler Scheduler { get; }

    public SimulatedTimeProvider Time { get; }

    /// <summary>Ends it as kill -9 does.</summary>
    public void Kill()
    {
        State = SimulatedMachineState.Dead;
        _held.Clear();
    }

    public void Pause()
    {
        if (State == SimulatedMachineState.Running) State = SimulatedMachineState.Paused;
    }

    public void Resume()
    {
        if (State != SimulatedMachineState.Paused) return;
        State = SimulatedMachineState.Running;
        foreach ((char kind, int id, object work) in _held) Loop.Enqueue(this, kind, id, work);
        _held.Clear();
    }

    /// <summary>Adds something to do.</summary>
    public void Run(char kind, int id, object work)
    {
        if (State == SimulatedMachineState.Running) Loop.Enqueue(this, kind, id, work);
        else Hold(kind, id, work);
    }

    public void Hold(char kind, int id, object work)
    {
        if (State != SimulatedMachineState.Dead) _held.Add((kind, id, work));
    }
}
