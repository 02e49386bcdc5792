namespace Faust.Simulation.Shapes;

/// <summary>What agents do besides their work, as the seed has it; and what a run learns from them.</summary>
public sealed class Behavior(TimeProvider time, Random random, TimeSpan maxDelay, Action<string, string, int, long> done)
{
    /// <summary>Writes the event into the table.</summary>
    public Result Update(Table<int, Stats> table, Event<int, Item> e)
    {
        Stats stats = table[e.Key].Add(e.Value.Value);
        table[e.Key] = stats;
        return new Result(e.Topic, e.Partition, e.Offset, stats.Count, stats.Sum, stats.Min, stats.Max);
    }

    public Task DelayAsync(CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromTicks(random.NextInt64(maxDelay.Ticks + 1)), time, cancellationToken);

    public Task MaybeDelayAsync(CancellationToken cancellationToken) => random.Next(4) == 0 ? DelayAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>The agent is done with the event: now, not before, its offset may be committed.</summary>
    public void Done(string agent, Event<int, Item> e) => done(agent, e.Topic, e.Partition, e.Offset);
}
