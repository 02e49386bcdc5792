namespace Faust.Simulation.Shapes;

/// <summary>Passes on what comes.</summary>
[Agent<A>]
public sealed partial class Echo(Echoed output, Behavior behavior)
{
    public void Handle(Event<int, Item> e)
    {
        behavior.Begin(nameof(Echo), e);
        output.Send(e.Key, new Item(e.Value.Value, e.Topic, e.Partition, e.Offset));
        behavior.Done(nameof(Echo), e);
    }
}

/// <summary>Keeps a table and tells each state of it. Reads the topic of another agent too.</summary>
[Agent<A>]
public sealed partial class Running(RunningStats table, RunningOut output, Behavior behavior)
{
    public void Handle(Event<int, Item> e)
    {
        behavior.Begin(nameof(Running), e);
        output.Send(e.Key, behavior.Update(nameof(Running), table, e));
        behavior.Done(nameof(Running), e);
    }
}

/// <summary>Gives records other keys, and so to other partitions.</summary>
[Agent<B>]
public sealed partial class Rekey(Rekeyed output, Behavior behavior)
{
    public const int Keys = 7;

    public void Handle(Event<int, Item> e)
    {
        behavior.Begin(nameof(Rekey), e);
        output.Send(e.Value.Value % Keys, new Item(e.Value.Value, e.Topic, e.Partition, e.Offset));
        behavior.Done(nameof(Rekey), e);
    }
}

/// <summary>Reads what another agent wrote.</summary>
[Agent<Rekeyed>]
public sealed partial class Regrouped(RekeyedStats table, RekeyedOut output, Behavior behavior)
{
    public void Handle(Event<int, Item> e)
    {
        behavior.Begin(nameof(Regrouped), e);
        output.Send(e.Key, behavior.Update(nameof(Regrouped), table, e));
        behavior.Done(nameof(Regrouped), e);
    }
}

/// <summary>Shares its table with another agent, of another topic; now and then it waits before it writes.</summary>
[Agent<C>]
public sealed partial class SharedFirst(SharedStats table, SharedOut output, Behavior behavior)
{
    public async ValueTask HandleAsync(Event<int, Item> e, CancellationToken cancellationToken)
    {
        behavior.Begin(nameof(SharedFirst), e);
        await behavior.MaybeDelayAsync(cancellationToken);
        output.Send(e.Key, behavior.Update(nameof(SharedFirst), table, e));
        behavior.Done(nameof(SharedFirst), e);
    }
}

/// <summary>The other one.</summary>
[Agent<D>]
public sealed partial class SharedSecond(SharedStats table, SharedOut output, Behavior behavior)
{
    public void Handle(Event<int, Item> e)
    {
        behavior.Begin(nameof(SharedSecond), e);
        output.Send(e.Key, behavior.Update(nameof(SharedSecond), table, e));
        behavior.Done(nameof(SharedSecond), e);
    }
}

/// <summary>Waits before and after it writes.</summary>
[Agent<E>]
public sealed partial class Delayed(DelayedStats table, DelayedOut output, Behavior behavior)
{
    public async ValueTask HandleAsync(Event<int, Item> e, CancellationToken cancellationToken)
    {
        behavior.Begin(nameof(Delayed), e);
        await behavior.DelayAsync(cancellationToken);
        Result result = behavior.Update(nameof(Delayed), table, e);
        await behavior.MaybeDelayAsync(cancellationToken);
        output.Send(e.Key, result);
        behavior.Done(nameof(Delayed), e);
    }
}

/// <summary>Takes several at once.</summary>
[Agent<F>(Batch = 5, Within = "00:00:00.05")]
public sealed partial class Batched(BatchedStats table, BatchedOut output, Behavior behavior)
{
    public async ValueTask HandleAsync(IReadOnlyList<Event<int, Item>> batch, CancellationToken cancellationToken)
    {
        behavior.Begin(nameof(Batched), batch);
        for (int i = 0; i < batch.Count; i++)
        {
            if (i == batch.Count / 2) behavior.Middle(nameof(Batched), batch);
            output.Send(batch[i].Key, behavior.Update(table, batch[i]));
        }

        await behavior.MaybeDelayAsync(cancellationToken);
        behavior.Done(nameof(Batched), batch);
    }
}

/// <summary>Reads beside an agent that takes several at once: what it is done with waits for the other.</summary>
[Agent<F>]
public sealed partial class Beside(BesideOut output, Behavior behavior)
{
    public void Handle(Event<int, Item> e)
    {
        behavior.Begin(nameof(Beside), e);
        output.Send(e.Key, new Item(e.Value.Value, e.Topic, e.Partition, e.Offset));
        behavior.Done(nameof(Beside), e);
    }
}

/// <summary>Takes several at once, and is alone with its topic: what waits for it waits over commits.</summary>
[Agent<I>(Batch = 4, Within = "00:00:00.2")]
public sealed partial class Hoarding(HoardingStats table, HoardingOut output, Behavior behavior)
{
    public ValueTask HandleAsync(IReadOnlyList<Event<int, Item>> batch)
    {
        behavior.Begin(nameof(Hoarding), batch);
        for (int i = 0; i < batch.Count; i++)
        {
            if (i == batch.Count / 2) behavior.Middle(nameof(Hoarding), batch);
            output.Send(batch[i].Key, behavior.Update(table, batch[i]));
        }

        behavior.Done(nameof(Hoarding), batch);
        return default;
    }
}

/// <summary>Has several events at work, of different keys; waits before and after it writes.</summary>
[Agent<G>(Concurrency = 3)]
public sealed partial class Crowded(CrowdedStats table, CrowdedOut output, Behavior behavior)
{
    public async ValueTask HandleAsync(Event<int, Item> e, CancellationToken cancellationToken)
    {
        behavior.Begin(nameof(Crowded), e);
        await behavior.MaybeDelayAsync(cancellationToken);
        Result result = behavior.Update(nameof(Crowded), table, e);
        await behavior.MaybeDelayAsync(cancellationToken);
        output.Send(e.Key, result);
        behavior.Done(nameof(Crowded), e);
    }
}

/// <summary>Reads beside an agent that has several events at work: one after the other, whatever that one is at.</summary>
[Agent<G>]
public sealed partial class Along(AlongOut output, Behavior behavior)
{
    public void Handle(Event<int, Item> e)
    {
        behavior.Begin(nameof(Along), e);
        output.Send(e.Key, new Item(e.Value.Value, e.Topic, e.Partition, e.Offset));
        behavior.Done(nameof(Along), e);
    }
}

/// <summary>Has any events at work: they come out in the order in which they are done.</summary>
[Agent<H>(Concurrency = 4, Ordering = Ordering.None)]
public sealed partial class Scattered(ScatteredOut output, Behavior behavior)
{
    public async ValueTask HandleAsync(Event<int, Item> e, CancellationToken cancellationToken)
    {
        behavior.Begin(nameof(Scattered), e);
        await behavior.DelayAsync(cancellationToken);
        output.Send(e.Key, new Item(e.Value.Value, e.Topic, e.Partition, e.Offset));
        behavior.Done(nameof(Scattered), e);
    }
}
