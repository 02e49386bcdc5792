namespace Faust.Simulation.Shapes;

/// <summary>What agents do besides their work, as the seed has it; and what a run learns from them.</summary>
public sealed class Behavior(
    TimeProvider time,
    Random random,
    TimeSpan maxDelay,
    Action<string, string, int, long> done,
    Action<string, IReadOnlyList<Event<int, Item>>, int> mayThrow)
{
    /// <summary>Before the agent did anything.</summary>
    public void Begin(string agent, params IReadOnlyList<Event<int, Item>> events) => mayThrow(agent, events, 0);

    /// <summary>Writes the event into the table.</summary>
    public Result Update(string agent, Table<int, Stats> table, Event<int, Item> e)
    {
        Result result = Update(table, e);
        mayThrow(agent, [e], 1);
        return result;
    }

    /// <summary>Writes the event into the table.</summary>
    public Result Update(Table<int, Stats> table, Event<int, Item> e)
    {
        Stats stats = table[e.Key].After(e.Value.Value);
        if (stats == default) table.Remove(e.Key);
        else table[e.Key] = stats;
        return new Result(e.Topic, e.Partition, e.Offset, stats.Count, stats.Sum, stats.Min, stats.Max);
    }

    public Task DelayAsync(CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromTicks(random.NextInt64(maxDelay.Ticks + 1)), time, cancellationToken);

    public Task MaybeDelayAsync(CancellationToken cancellationToken) => random.Next(4) == 0 ? DelayAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>In the midst of a batch.</summary>
    public void Middle(string agent, IReadOnlyList<Event<int, Item>> events) => mayThrow(agent, events, 1);

    /// <summary>The agent is done with the events: now, not before, their offsets may be committed.</summary>
    public void Done(string agent, params IReadOnlyList<Event<int, Item>> events)
    {
        mayThrow(agent, events, 2);
        foreach (Event<int, Item> e in events) done(agent, e.Topic, e.Partition, e.Offset);
    }
}
