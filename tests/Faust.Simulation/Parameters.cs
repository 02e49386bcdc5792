using System.Globalization;

namespace Faust.Simulation;

/// <summary>What a seed decides about a run before it begins.</summary>
internal sealed record Parameters
{
    public required int Seed { get; init; }

    public required ProcessingGuarantee Guarantee { get; init; }

    public required IReadOnlyList<Flow.Part> Parts { get; init; }

    /// <summary>Partitions of each topic, in the order in which they are drawn.</summary>
    public required IReadOnlyDictionary<string, int> Partitions { get; init; }

    public required int Machines { get; init; }

    public required int Records { get; init; }

    public required int Keys { get; init; }

    public required TimeSpan Duration { get; init; }

    public required TimeSpan CommitInterval { get; init; }

    public required TimeSpan SessionTimeout { get; init; }

    public required int MaxBatchRecords { get; init; }

    public required int MaxQueuedRecords { get; init; }

    public required TimeSpan MaxHandlerDelay { get; init; }

    public required bool Stores { get; init; }

    public required int Faults { get; init; }

    /// <summary>Whether what is sent may arrive after its sender was replaced: pauses, and a network that loses and repeats.</summary>
    public required bool LateWrites { get; init; }

    public static Parameters Draw(int seed, ProcessingGuarantee guarantee)
    {
        var random = new Random(seed ^ 0x5eed);
        Flow.Part[] parts = [.. Flow.Parts.OrderBy(_ => random.Next()).Take(1 + random.Next(3))];
        var partitions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Flow.Part part in parts)
        {
            int inputs = 1 + random.Next(4);
            foreach (string topic in part.Inputs) partitions[topic] = inputs;
            foreach (string topic in part.Between.Concat(part.Flows.Select(f => f.Output))) partitions.TryAdd(topic, 1 + random.Next(4));
        }

        return new Parameters
        {
            Seed = seed,
            Guarantee = guarantee,
            Parts = parts,
            Partitions = partitions,
            Machines = 1 + random.Next(4),
            Records = 20 + random.Next(280),
            Keys = 1 + random.Next(12),
            Duration = TimeSpan.FromMilliseconds(500 + random.Next(15_000)),
            CommitInterval = TimeSpan.FromMilliseconds(Pick(random, 1, 20, 100, 100, 1000)),
            SessionTimeout = TimeSpan.FromMilliseconds(Pick(random, 1000, 3000, 6000)),
            MaxBatchRecords = Pick(random, 1, 3, 20, 1000),
            MaxQueuedRecords = Pick(random, 1, 5, 50, 8000),
            MaxHandlerDelay = TimeSpan.FromMilliseconds(Pick(random, 1, 10, 50)),
            Stores = random.Next(2) == 0,
            Faults = random.Next(9),
            LateWrites = random.Next(2) == 0,
        };
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        guarantee {Guarantee}, machines {Machines}, records {Records}, keys {Keys}, duration {Duration.TotalSeconds} s, faults {Faults}, late writes {LateWrites}, stores {Stores}
        commit {CommitInterval.TotalMilliseconds} ms, session {SessionTimeout.TotalMilliseconds} ms, batch {MaxBatchRecords}, queue {MaxQueuedRecords}, handlers up to {MaxHandlerDelay.TotalMilliseconds} ms
        topics {string.Join(", ", Partitions.Select(p => $"{p.Key}:{p.Value}"))}
        """);

    private static int Pick(Random random, params int[] choices) => choices[random.Next(choices.Length)];
}
