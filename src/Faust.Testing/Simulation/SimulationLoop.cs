namespace Faust.Testing.Simulation;

/// <summary>
/// The event loop of a simulated run: of all that could run now, on all machines, it picks by a seeded random; when nothing can, time jumps to
/// the next timer. Everything happens on the thread that made the loop: whatever of the simulation is touched on another one has escaped,
/// and the run fails, as it could not be replayed.
/// </summary>
internal sealed class SimulationLoop
{
    // A step takes a moment, so that timers come due in the midst of work too.
    private const int MaxStepTicks = 400;

    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly Lock _escapeGate = new();
    private readonly List<Item> _ready = [];
    private readonly PriorityQueue<(SimulatedTimer Timer, int Version), (long Due, long Order)> _timers = new();
    private readonly List<string> _escapes = [];
    private long _order;
    private int _machines;

    public SimulationLoop(int seed, SimulationHistory history)
    {
        Random = new Random(seed);
        History = history;
        Chaos = CreateMachine("chaos");
    }

    /// <summary>What decides about everything in the run.</summary>
    public Random Random { get; }

    public SimulationHistory History { get; }

    /// <summary>Ticks of 100 ns since the run began.</summary>
    public long Now { get; private set; }

    public long Steps { get; private set; }

    /// <summary>The machine of the run itself: faults, the network, what feeds the topics. It never fails.</summary>
    public SimulatedMachine Chaos { get; }

    public SimulatedMachine CreateMachine(string name) => new(this, _machines++, name);

    public void Note(string who, string text) => History.Note(Now, who, text);

    /// <summary>Runs an action on a machine after a time.</summary>
    public void After(SimulatedMachine machine, TimeSpan delay, Action action) => machine.Time.After(delay, action);

    /// <summary>Nothing runs for a while, as when everything is switched off: what came due meanwhile is late.</summary>
    public void Leap(TimeSpan time) => Now += time.Ticks;

    /// <summary>Runs steps until the condition holds.</summary>
    /// <exception cref="SimulationException">It does not within so many steps, or nothing is left to do, or something escaped.</exception>
    public void RunUntil(Func<bool> condition, long maxSteps, Func<string> what)
    {
        long limit = Steps + maxSteps;
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            while (!condition())
            {
                if (Steps >= limit) throw new SimulationException($"Stuck: {what()} not reached in {maxSteps} steps.");
                if (!Step()) throw new SimulationException($"Stuck: {what()} not reached, and nothing is left to run.");
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    /// <summary>Whether it is the loop's thread that calls; notes the escape otherwise.</summary>
    public bool CheckThread(string what)
    {
        if (Environment.CurrentManagedThreadId == _thread) return true;
        lock (_escapeGate) _escapes.Add($"{what} on a thread that is not the simulation's:{Environment.NewLine}{Environment.StackTrace}");
        return false;
    }

    public void Enqueue(SimulatedMachine machine, char kind, int id, object work) => _ready.Add(new Item(machine, kind, id, work));

    public void Schedule(SimulatedTimer timer, int version, long due) => _timers.Enqueue((timer, version), (due, _order++));

    private bool Step()
    {
        ThrowIfEscaped();
        MoveDueTimers();
        if (_ready.Count == 0)
        {
            if (!JumpToNextTimer()) return false;
            MoveDueTimers();
            if (_ready.Count == 0) return true;
        }

        int picked = Random.Next(_ready.Count);
        Item item = _ready[picked];
        _ready[picked] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        Now += Random.Next(MaxStepTicks);
        if (item.Machine.State == SimulatedMachineState.Dead) return true;
        if (item.Machine.State == SimulatedMachineState.Paused)
        {
            item.Machine.Hold(item.Kind, item.Id, item.Work);
            return true;
        }

        Steps++;
        History.Step(Now, item.Machine, item.Kind, item.Id);
        if (item.Work is Action action) action();
        else ((IThreadPoolWorkItem)item.Work).Execute();
        return true;
    }

    private void MoveDueTimers()
    {
        while (_timers.TryPeek(out (SimulatedTimer Timer, int Version) next, out (long Due, long Order) priority) && priority.Due <= Now)
        {
            _timers.Dequeue();
            next.Timer.OnDue(next.Version);
        }
    }

    private bool JumpToNextTimer()
    {
        while (_timers.TryPeek(out (SimulatedTimer Timer, int Version) next, out (long Due, long Order) priority))
        {
            if (next.Timer.IsCurrent(next.Version))
            {
                Now = Math.Max(Now, priority.Due);
                return true;
            }

            _timers.Dequeue();
        }

        return false;
    }

    private void ThrowIfEscaped()
    {
        lock (_escapeGate)
        {
            if (_escapes.Count > 0) throw new SimulationException("Escaped: " + _escapes[0]);
        }
    }

    private readonly record struct Item(SimulatedMachine Machine, char Kind, int Id, object Work);
}
