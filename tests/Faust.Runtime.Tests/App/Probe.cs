using System.Collections.Concurrent;

namespace Faust.Tests.App;

/// <summary>What the agents tell a test, and what the test tells them to do. One for each host.</summary>
public sealed class Probe
{
    public int Disposed;
    private readonly ConcurrentDictionary<string, (Func<int, bool> IsEnough, TaskCompletionSource Done)> _waits = new();

    public bool ConstructorFails { get; set; }

    public Func<Event<string, Num>, StepSums, CancellationToken, ValueTask>? OnStep { get; set; }

    /// <summary>What the agents that are at work on several events do with one.</summary>
    public Func<Event<string, Num>, Crowded, CancellationToken, ValueTask>? OnCrowd { get; set; }

    /// <summary>What the agents of trials do with an event, or a batch; the number is that of the attempt, from 1.</summary>
    public Action<string, Event<string, Num>[], int, Trial>? OnTrial { get; set; }

    public ConcurrentDictionary<(string Agent, string Key, int Value), int> Attempts { get; } = new();

    public ConcurrentQueue<(string Agent, Event<string, Num> Event)> Seen { get; } = new();

    public ConcurrentQueue<int> Values { get; } = new();

    public ConcurrentQueue<(string Agent, int[] Values)> Batches { get; } = new();

    public void Note(string agent, Event<string, Num> e)
    {
        Seen.Enqueue((agent, e));
        Look(agent);
    }

    public void NoteBatch(string agent, IReadOnlyList<Event<string, Num>> batch) => NoteBatch(agent, [.. batch.Select(e => e.Value.Value)]);

    public void NoteBatch(string agent, int[] values)
    {
        Batches.Enqueue((agent, values));
        Look(agent);
    }

    public IEnumerable<Event<string, Num>> SeenBy(string agent) => Seen.Where(s => s.Agent == agent).Select(s => s.Event);

    /// <summary>Completes when an agent was called so often.</summary>
    public Task WhenCalled(string agent, int times)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waits[agent] = (count => count >= times, done);
        Look(agent);
        return done.Task.WaitAsync(TestApp.Hang);
    }

    public void Try(string agent, Event<string, Num>[] events, Trial trial)
    {
        int attempt = Attempts.AddOrUpdate((agent, events[0].Key, events[0].Value.Value), 1, static (_, attempts) => attempts + 1);
        foreach (Event<string, Num> e in events) Seen.Enqueue((agent, e));
        try
        {
            OnTrial?.Invoke(agent, events, attempt, trial);
        }
        finally
        {
            Look(agent);
        }
    }

    private void Look(string agent)
    {
        if (!_waits.TryGetValue(agent, out (Func<int, bool> IsEnough, TaskCompletionSource Done) wait)) return;
        if (wait.IsEnough(Seen.Count(s => s.Agent == agent) + Batches.Count(b => b.Agent == agent))) wait.Done.TrySetResult();
    }
}
