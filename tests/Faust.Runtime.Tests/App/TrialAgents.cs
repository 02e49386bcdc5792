namespace Faust.Tests.App;

/// <summary>Has a key that not all bytes are, and a member that not everybody may see.</summary>
[Record]
public sealed partial record Sealed([property: Secret] string Code, int Value);

[Record]
public sealed partial record LongText(string Text);

[Topic("sealed", Partitions = 2)]
public sealed partial class SealedTopic : Topic<int, Sealed>;

[Topic("one-by-one", Partitions = 2)]
public sealed partial class OneByOne : Topic<string, Num>;

[Topic("awaited", Partitions = 2)]
public sealed partial class Awaited : Topic<string, Num>;

[Topic("in-batches", Partitions = 2)]
public sealed partial class InBatches : Topic<string, Num>;

[Topic("together", Partitions = 2)]
public sealed partial class Together : Topic<string, Num>;

[Topic("results", Partitions = 2)]
public sealed partial class Results : Topic<string, Num>;

[Topic("long-results", Partitions = 2)]
public sealed partial class LongResults : Topic<string, LongText>;

[Table("trial-sums")]
public sealed partial class TrialSums : Table<string, int>;

/// <summary>What an attempt may do.</summary>
public sealed record Trial(TrialSums Sums, Results Results, LongResults LongResults);

[Agent<OneByOne>]
public sealed partial class TrySync(TrialSums sums, Results results, LongResults longResults, Probe probe)
{
    private readonly Trial _trial = new(sums, results, longResults);

    public void Handle(Event<string, Num> e) => probe.Try(nameof(TrySync), [e], _trial);
}

[Agent<Awaited>]
public sealed partial class TryAsync(TrialSums sums, Results results, LongResults longResults, Probe probe)
{
    private readonly Trial _trial = new(sums, results, longResults);

    public async ValueTask HandleAsync(Event<string, Num> e)
    {
        await Task.Yield();
        probe.Try(nameof(TryAsync), [e], _trial);
        await Task.Yield();
    }
}

[Agent<InBatches>(Batch = 3, Within = "00:00:10")]
public sealed partial class TryBatch(TrialSums sums, Results results, LongResults longResults, Probe probe)
{
    private readonly Trial _trial = new(sums, results, longResults);

    public async ValueTask HandleAsync(IReadOnlyList<Event<string, Num>> batch)
    {
        await Task.Yield();
        probe.Try(nameof(TryBatch), [.. batch], _trial);
    }
}

[Agent<Together>]
public sealed partial class TogetherFirst(TrialSums sums, Results results, LongResults longResults, Probe probe)
{
    private readonly Trial _trial = new(sums, results, longResults);

    public void Handle(Event<string, Num> e) => probe.Try(nameof(TogetherFirst), [e], _trial);
}

[Agent<Together>(Batch = 3, Within = "00:00:10")]
public sealed partial class TogetherSecond(TrialSums sums, Results results, LongResults longResults, Probe probe)
{
    private readonly Trial _trial = new(sums, results, longResults);

    public ValueTask HandleAsync(IReadOnlyList<Event<string, Num>> batch)
    {
        probe.Try(nameof(TogetherSecond), [.. batch], _trial);
        return default;
    }
}

[Agent<Together>]
public sealed partial class TogetherThird(TrialSums sums, Results results, LongResults longResults, Probe probe)
{
    private readonly Trial _trial = new(sums, results, longResults);

    public async ValueTask HandleAsync(Event<string, Num> e)
    {
        probe.Try(nameof(TogetherThird), [e], _trial);
        await Task.Yield();
    }
}

/// <summary>Says for itself what becomes of its events.</summary>
[Agent<SealedTopic>(OnError = OnError.DeadLetter, Retries = 1, RetryDelay = "00:00:00", MaxRetryDelay = "00:00:00")]
public sealed partial class OpenSealed(Probe probe)
{
    public void Handle(Sealed value)
    {
        probe.Values.Enqueue(value.Value);
        if (value.Value < 0) throw new InvalidOperationException("negative");
    }
}
