namespace Faust.Processing;

/// <summary>
/// The events of one agent that are at work at the same time, and those that wait for a lane, for an earlier event of their key, or for their
/// next attempt. Used by the task's logical thread alone.
/// </summary>
/// <param name="task">The task.</param>
/// <param name="agent">The agent's name.</param>
/// <param name="concurrency">The most handlers at work.</param>
/// <param name="ordering">Which events may be at work at the same time.</param>
internal sealed class AgentLanes(ProcessingTask task, string agent, int concurrency, Ordering ordering)
{
    // So many events wait per lane: enough that a key that is held up does not leave lanes empty, few enough to hold in memory.
    private const int RoomPerLane = 4;

    private readonly List<LaneEvent> _taken = [];
    private readonly Queue<LaneEvent> _ready = [];

    // Of each key that has events here: the last.
    private readonly Dictionary<uint, LaneEvent> _last = [];

    public string Agent { get; } = agent;

    /// <summary>Where its events come from; set when the partition is assigned.</summary>
    public TaskSource? Source { get; set; }

    /// <summary>How many handlers are at work, or were until just now.</summary>
    public int AtWork { get; private set; }

    /// <summary>Whether nothing is at work and nothing waits.</summary>
    public bool IsEmpty => _taken.Count == 0;

    /// <summary>Whether as much waits as may: no further event is to be taken.</summary>
    public bool IsFull => _taken.Count - AtWork >= (long)concurrency * RoomPerLane;

    /// <summary>Whether an event could be begun at once.</summary>
    public bool CanStart => _ready.Count > 0 && AtWork < concurrency;

    /// <summary>The lowest offset that is not done with; null where there is none.</summary>
    public long? Oldest => _taken.Count == 0 ? null : _taken.Min(static e => e.Offset);

    /// <summary>The events whose handlers are at work.</summary>
    public IEnumerable<LaneEvent> EventsAtWork => _taken.Where(static e => e.Lane is not null);

    /// <summary>Takes an event, and begins it where nothing stands in its way.</summary>
    public void Add(LaneEvent e)
    {
        _taken.Add(e);
        if (ordering == Ordering.PerKey && e.Key is { } key)
        {
            bool isBusy = _last.TryGetValue(key, out LaneEvent? before);
            _last[key] = e;
            if (isBusy)
            {
                before!.Next = e;
                return;
            }
        }

        _ready.Enqueue(e);
        Start();
    }

    /// <summary>Begins what can be begun.</summary>
    public void Start()
    {
        while (CanStart)
        {
            AtWork++;
            task.RunInLane(_ready.Dequeue());
        }
    }

    /// <summary>Puts an event back that is to be tried again. Those of its key still wait for it.</summary>
    public void Retry(LaneEvent e) => _ready.Enqueue(e);

    /// <summary>Notes that a handler has returned or failed.</summary>
    public void Leave(LaneEvent e)
    {
        e.Lane = null;
        AtWork--;
    }

    /// <summary>Notes that an event is done with.</summary>
    public void Finish(LaneEvent e)
    {
        _taken.Remove(e);
        if (ordering != Ordering.PerKey || e.Key is not { } key) return;
        if (e.Next is { } next) _ready.Enqueue(next);
        else _last.Remove(key);
    }
}
