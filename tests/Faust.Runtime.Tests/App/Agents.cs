namespace Faust.Tests.App;

/// <summary>Counts by key; a tombstone forgets its key.</summary>
[Agent<Numbers>]
public sealed partial class Count(Counts counts, Probe probe)
{
    public void Handle(Event<string, Num> e)
    {
        probe.Note(nameof(Count), e);
        if (!e.HasKey) return;
        if (!e.HasValue) counts.Remove(e.Key);
        else counts[e.Key] = counts[e.Key] + 1;
    }
}

/// <summary>Takes values alone, as a Task, with a token.</summary>
[Agent<Numbers>]
public sealed partial class WatchValues(Probe probe)
{
    public async Task HandleAsync(Num value, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        probe.Values.Enqueue(value.Value);
    }
}

/// <summary>What a step does is the test's.</summary>
[Agent<Steps>]
public sealed partial class Step(StepSums sums, FragileTopic fragile, Probe probe) : IAsyncDisposable
{
    private readonly int _ = probe.ConstructorFails ? throw new InvalidOperationException("no step") : 0;

    public ValueTask HandleAsync(Event<string, Num> e, CancellationToken cancellationToken)
    {
        probe.Note(nameof(Step), e);
        return probe.OnStep?.Invoke(e, sums, cancellationToken) ?? Default(e);
    }

    private ValueTask Default(Event<string, Num> e)
    {
        if (e.Value.Value == -1) throw new InvalidOperationException("bad step");
        if (e.Value.Value == -2) fragile.Send(e.Key, new Fragile { Value = -2 });
        sums[e.Key] = sums[e.Key] + e.Value.Value;
        return default;
    }

    public ValueTask DisposeAsync()
    {
        Interlocked.Increment(ref probe.Disposed);
        return default;
    }
}

[Agent<Batched>(Batch = 3, Within = "00:00:10")]
public sealed partial class SmallBatches(Probe probe)
{
    public ValueTask HandleAsync(IReadOnlyList<Event<string, Num>> batch)
    {
        probe.NoteBatch(nameof(SmallBatches), batch);
        return default;
    }
}

[Agent<Batched>(Batch = 1000, Within = "00:00:30")]
public sealed partial class LargeBatches(Probe probe)
{
    public ValueTask HandleAsync(IReadOnlyList<Event<string, Num>> batch)
    {
        probe.NoteBatch(nameof(LargeBatches), batch);
        return default;
    }
}

[Agent<TimedTopic>]
public sealed partial class Forward(Forwarded forwarded)
{
    public void Handle(Event<string, Timed> e) => forwarded.Send(e.Key, new Num(e.Value.Value), e.Headers);
}

[Agent<Forwarded>]
public sealed partial class Receive(Probe probe)
{
    public void Handle(Event<string, Num> e) => probe.Note(nameof(Receive), e);
}

[Agent<CountedTopic>]
public sealed partial class CountedOne(Probe probe)
{
    public void Handle(Counted value) => probe.Values.Enqueue(value.Value);
}

[Agent<CountedTopic>]
public sealed partial class CountedTwo(Probe probe)
{
    public ValueTask HandleAsync(Counted value)
    {
        probe.Values.Enqueue(value.Value);
        return default;
    }
}

[Agent<FragileTopic>]
public sealed partial class ReadFragile(Probe probe)
{
    public void Handle(Fragile value) => probe.Values.Enqueue(value.Value);
}

[Agent<SlimTopic>]
public sealed partial class SumSlim(SlimSums sums)
{
    public void Handle(Event<string, Slim> e) => sums[e.Key] = sums[e.Key] + e.Value.Value;
}

[Agent<First>]
public sealed partial class FirstToSecond(Second second)
{
    public void Handle(Event<string, Num> e) => second.Send(e.Key + e.Value.Value, e.Value);
}

[Agent<Second>]
public sealed partial class SecondToThird(Third third)
{
    public async ValueTask HandleAsync(Event<string, Num> e)
    {
        await Task.Yield();
        third.Send(e.Key[..1], e.Value);
    }
}

[Agent<Third>]
public sealed partial class CountThird(ThirdCounts counts)
{
    public void Handle(Event<string, Num> e) => counts[e.Key] = counts[e.Key] + 1;
}
