using Faust.Simulation.Shapes;

namespace Faust.Simulation;

/// <summary>The declared topics and tables by their names, to write and read the log with.</summary>
internal static class Catalog
{
    public static readonly IReadOnlyDictionary<string, Topic<int, Item>> Items = new Topic<int, Item>[]
    {
        new A(), new B(), new C(), new D(), new E(), new F(), new Rekeyed(), new Echoed(), new BesideOut(), new G(), new H(), new I(), new AlongOut(), new ScatteredOut(),
    }.ToDictionary(t => t.Name, StringComparer.Ordinal);

    public static readonly IReadOnlyDictionary<string, Topic<int, Result>> Results = new Topic<int, Result>[]
    {
        new RunningOut(), new RekeyedOut(), new SharedOut(), new DelayedOut(), new BatchedOut(), new HoardingOut(), new CrowdedOut(),
    }.ToDictionary(t => t.Name, StringComparer.Ordinal);

    public static readonly IReadOnlyDictionary<string, Table<int, Stats>> Tables = new Table<int, Stats>[]
    {
        new RunningStats(), new RekeyedStats(), new SharedStats(), new DelayedStats(), new BatchedStats(), new HoardingStats(), new CrowdedStats(),
    }.ToDictionary(t => t.Name, StringComparer.Ordinal);

    /// <summary>The agents that read a topic: all of them have to be done with a record before its offset is committed.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Readers = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["a"] = [nameof(Echo), nameof(Running)],
        ["b"] = [nameof(Rekey)],
        ["rekeyed"] = [nameof(Regrouped)],
        ["c"] = [nameof(SharedFirst)],
        ["d"] = [nameof(SharedSecond)],
        ["e"] = [nameof(Delayed)],
        ["f"] = [nameof(Batched), nameof(Beside)],
        ["i"] = [nameof(Hoarding)],
        ["g"] = [nameof(Crowded), nameof(Along)],
        ["h"] = [nameof(Scattered)],
    };
}
