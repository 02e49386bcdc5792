namespace Faust.Simulation.Shapes;

/// <summary>Passes on what comes.</summary>
[Agent<A>]
public sealed partial class Echo(Echoed output, Behavior behavior)
{
    public void Handle(Event<int, Item> e)
    {
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
        output.Send(e.Key, behavior.Update(table, e));
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
        output.Send(e.Key, behavior.Update(table, e));
        behavior.Done(nameof(Regrouped), e);
    }
}

/// <summary>Shares its table with another agent, of another topic; now and then it waits before it writes.</summary>
[Agent<C>]
public sealed partial class SharedFirst(SharedStats table, SharedOut output, Behavior behavior)
{
    public async ValueTask HandleAsync(Event<int, Item> e, CancellationToken cancellationToken)
    {
        await behavior.MaybeDelayAsync(cancellationToken);
        output.Send(e.Key, behavior.Update(table, e));
        behavior.Done(nameof(SharedFirst), e);
    }
}

/// <summary>The other one.</summary>
[Agent<D>]
public sealed partial class SharedSecond(SharedStats table, SharedOut output, Behavior behavior)
{
    public void Handle(Event<int, Item> e)
    {
        output.Send(e.Key, behavior.Update(table, e));
        behavior.Done(nameof(SharedSecond), e);
    }
}

/// <summary>Waits before and after it writes.</summary>
[Agent<E>]
public sealed partial class Delayed(DelayedStats table, DelayedOut output, Behavior behavior)
{
    public async ValueTask HandleAsync(Event<int, Item> e, CancellationToken cancellationToken)
    {
        await behavior.DelayAsync(cancellationToken);
        Result result = behavior.Update(table, e);
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
        foreach (Event<int, Item> e in batch) output.Send(e.Key, behavior.Update(table, e));
        await behavior.MaybeDelayAsync(cancellationToken);
        foreach (Event<int, Item> e in batch) behavior.Done(nameof(Batched), e);
    }
}
