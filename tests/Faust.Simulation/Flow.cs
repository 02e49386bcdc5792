using Faust.Simulation.Shapes;

namespace Faust.Simulation;

/// <summary>What an output is made of, for the model: these inputs, each record of which gives one record of the output.</summary>
/// <param name="Inputs">The topics read; several where agents share a table.</param>
/// <param name="Output">The topic written.</param>
/// <param name="Table">The table kept, whose state each output record tells; null where records are only passed on.</param>
/// <param name="KeyOf">The output's key of a record.</param>
/// <param name="Agents">Who makes it of each of the inputs.</param>
internal sealed record Flow(IReadOnlyList<string> Inputs, string Output, string? Table, Func<int, Item, int> KeyOf, params IReadOnlyList<string> Agents)
{
    /// <summary>Within which records the order is kept.</summary>
    public FlowOrder Order { get; init; }

    private static int Same(int key, Item value) => key;

    /// <summary>What is registered together: sources (with those read of other agents), and flows. Topics of one part have the same number of partitions.</summary>
    public static readonly IReadOnlyList<Part> Parts =
    [
        new([typeof(A)], ["a"], [], [new(["a"], "echoed", null, Same, nameof(Echo)), new(["a"], "running-out", "running", Same, nameof(Running))]),
        new([typeof(B), typeof(Rekeyed)], ["b"], ["rekeyed"],
        [
            new(["b"], "rekeyed", null, static (_, value) => value.Value % Rekey.Keys, nameof(Rekey)),
            new(["rekeyed"], "rekeyed-out", "rekeyed", Same, nameof(Regrouped)),
        ]),
        new([typeof(C), typeof(D)], ["c", "d"], [], [new(["c", "d"], "shared-out", "shared", Same, nameof(SharedFirst), nameof(SharedSecond))]),
        new([typeof(E)], ["e"], [], [new(["e"], "delayed-out", "delayed", Same, nameof(Delayed))]),
        new([typeof(F)], ["f"], [], [new(["f"], "batched-out", "batched", Same, nameof(Batched)), new(["f"], "beside-out", null, Same, nameof(Beside))]),
        new([typeof(I)], ["i"], [], [new(["i"], "hoarding-out", "hoarding", Same, nameof(Hoarding))]),
        new([typeof(G), typeof(H)], ["g", "h"], [],
        [
            new(["g"], "crowded-out", "crowded", Same, nameof(Crowded)) { Order = FlowOrder.PerKey },
            new(["g"], "along-out", null, Same, nameof(Along)),
            new(["h"], "scattered-out", null, Same, nameof(Scattered)) { Order = FlowOrder.None },
        ]),
    ];

    /// <summary>A piece of a topology that a seed may take or leave.</summary>
    /// <param name="Sources">The classes of the topics whose agents run.</param>
    /// <param name="Inputs">The topics that are fed from outside, co-partitioned.</param>
    /// <param name="Between">Topics between agents.</param>
    /// <param name="Flows">What is to come out.</param>
    internal sealed record Part(IReadOnlyList<Type> Sources, IReadOnlyList<string> Inputs, IReadOnlyList<string> Between, IReadOnlyList<Flow> Flows);
}

/// <summary>Which outputs of one input partition are in its order.</summary>
internal enum FlowOrder
{
    /// <summary>All of them.</summary>
    Partition,

    /// <summary>Those of a key.</summary>
    PerKey,

    /// <summary>None.</summary>
    None,
}
