namespace Faust.Tests.App;

[Topic("crowd", Partitions = 1)]
public sealed partial class Crowd : Topic<string, Num>;

[Topic("shared-crowd", Partitions = 1)]
public sealed partial class SharedCrowd : Topic<string, Num>;

[Topic("mob", Partitions = 1)]
public sealed partial class Mob : Topic<string, Num>;

[Topic("crowd-results", Partitions = 1)]
public sealed partial class CrowdResults : Topic<string, Num>;

[Table("crowd-sums")]
public sealed partial class CrowdSums : Table<string, int>;

[Table("crowd-counts")]
public sealed partial class CrowdCounts : Table<string, int>;

/// <summary>What a handler at work beside others may do.</summary>
public sealed record Crowded(string Agent, CrowdSums? Sums, CrowdResults Results);

[Agent<Crowd>(Concurrency = 3)]
public sealed partial class ServeCrowd(CrowdSums sums, CrowdResults results, Probe probe)
{
    private readonly Crowded _crowded = new(nameof(ServeCrowd), sums, results);

    public async ValueTask HandleAsync(Event<string, Num> e, CancellationToken cancellationToken)
    {
        probe.Note(nameof(ServeCrowd), e);
        await probe.OnCrowd!(e, _crowded, cancellationToken);
    }
}

[Agent<Mob>(Concurrency = 2, Ordering = Ordering.None)]
public sealed partial class ServeMob(CrowdResults results, Probe probe)
{
    private readonly Crowded _crowded = new(nameof(ServeMob), null, results);

    public async Task HandleAsync(Event<string, Num> e, CancellationToken cancellationToken)
    {
        probe.Note(nameof(ServeMob), e);
        await probe.OnCrowd!(e, _crowded, cancellationToken);
    }
}

/// <summary>Reads the topic one event at a time, beside an agent that takes several.</summary>
[Agent<SharedCrowd>]
public sealed partial class CountCrowd(CrowdCounts counts)
{
    public async ValueTask HandleAsync(Event<string, Num> e)
    {
        await Task.Yield();
        counts[e.Key] = counts[e.Key] + 1;
    }
}

[Agent<SharedCrowd>(Concurrency = 3)]
public sealed partial class ServeShared(CrowdResults results, Probe probe)
{
    private readonly Crowded _crowded = new(nameof(ServeShared), null, results);

    public async ValueTask HandleAsync(Event<string, Num> e, CancellationToken cancellationToken)
    {
        probe.Note(nameof(ServeShared), e);
        await probe.OnCrowd!(e, _crowded, cancellationToken);
    }
}
