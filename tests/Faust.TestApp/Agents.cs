namespace Faust.TestApp;

/// <summary>Sums the orders of each customer and sends the large ones on. A tombstone forgets the customer, and a negative amount fails.</summary>
[Agent<Orders>]
public sealed partial class Sum(Totals totals, LargeOrders large, Notebook notebook)
{
    public void Handle(Event<string, Order> e)
    {
        notebook.Lines.Add($"sum {e.Key}");
        if (!e.HasValue)
        {
            totals.Remove(e.Key);
            return;
        }

        if (e.Value.Amount < 0) throw new InvalidOperationException("no such amount");
        totals[e.Key] = totals[e.Key] + e.Value.Amount;
        if (e.Value.Amount > 100) large.Send(e.Key, e.Value, e.Headers.Add("by", nameof(Sum)));
    }
}

/// <summary>Counts the large orders of each customer, in another sub-topology.</summary>
[Agent<LargeOrders>]
public sealed partial class CountLarge(LargeCounts counts)
{
    public async ValueTask HandleAsync(Event<string, Order> e)
    {
        await Task.Yield();
        counts[e.Key] = counts[e.Key] + 1;
    }
}

/// <summary>Waits twice for as many seconds as it is told.</summary>
[Agent<Reminders>]
public sealed partial class Remind(TimeProvider time, Notebook notebook)
{
    public async Task HandleAsync(Event<string, int> e, CancellationToken cancellationToken)
    {
        notebook.Lines.Add($"{e.Key} begins");
        for (int i = 0; i < 2; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(e.Value), time, cancellationToken).ConfigureAwait(false);
            notebook.Lines.Add($"{e.Key} {time.GetUtcNow():mm:ss}");
        }
    }
}

/// <summary>Asks somebody outside.</summary>
[Agent<Questions>]
public sealed partial class Ask(IGateway gateway, Notebook notebook)
{
    public async ValueTask HandleAsync(Event<string, string> e)
    {
        string answer = await gateway.AskAsync(e.Value);
        notebook.Lines.Add($"{e.Key}: {answer}");
    }
}

/// <summary>Does errands of different keys at the same time: waits as many seconds as it is told, or asks somebody outside where it is none.</summary>
[Agent<Errands>(Concurrency = 3)]
public sealed partial class Run(ErrandCounts counts, DoneErrands done, IGateway gateway, TimeProvider time, Notebook notebook)
{
    public async Task HandleAsync(Event<string, int> e, CancellationToken cancellationToken)
    {
        notebook.Lines.Add($"{e.Key} begins");
        // With a limit, so two timers of one handler.
        if (e.Value > 0) await Task.Delay(TimeSpan.FromSeconds(e.Value), time, cancellationToken).WaitAsync(TimeSpan.FromHours(2), time, cancellationToken);
        else if (e.Value == 0) notebook.Lines.Add($"{e.Key}: {await gateway.AskAsync(e.Key)}");
        else throw new InvalidOperationException("no such errand");
        counts[e.Key] = counts[e.Key] + 1;
        done.Send(e.Key, e.Value);
        notebook.Lines.Add($"{e.Key} {time.GetUtcNow():mm:ss}");
    }
}

/// <summary>Takes readings by threes, or after ten seconds.</summary>
[Agent<Readings>(Batch = 3, Within = "00:00:10")]
public sealed partial class Collect(Notebook notebook)
{
    public ValueTask HandleAsync(IReadOnlyList<Event<string, Reading>> batch)
    {
        if (batch.Any(e => e.Value.Value < 0)) throw new InvalidOperationException("no such reading");
        notebook.Lines.Add(string.Join(',', batch.Select(e => e.Value.Value)));
        return default;
    }
}
