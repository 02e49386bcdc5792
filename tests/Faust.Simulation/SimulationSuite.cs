using System.Globalization;
using System.Text.RegularExpressions;

namespace Faust.Simulation;

/// <summary>Many seeds, each on one thread from its first step to its last.</summary>
internal sealed partial class SimulationSuite
{
    private SimulationSuite(IReadOnlyList<Outcome> outcomes)
    {
        Failures = [.. outcomes.Where(o => o.Failure is not null)];
        Steps = outcomes.Sum(o => o.Steps);
        ulong hash = 0;
        foreach (Outcome outcome in outcomes) hash = (hash * 31) ^ ulong.Parse(outcome.Hash, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        Hash = hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    public IReadOnlyList<Outcome> Failures { get; }

    public long Steps { get; }

    /// <summary>Of all histories together: the same in every process.</summary>
    public string Hash { get; }

    public static SimulationSuite Run(int from, int seeds, int threads, ProcessingGuarantee guarantee, TextWriter? output = null)
    {
        var outcomes = new Outcome[seeds];
        int next = -1;
        // Threads of their own: a continuation that escapes to the pool is on another thread for certain.
        Thread[] runners =
        [
            .. Enumerable.Range(0, threads).Select(_ => new Thread(() =>
            {
                for (int i = Interlocked.Increment(ref next); i < seeds; i = Interlocked.Increment(ref next))
                {
                    outcomes[i] = SimulationRun.Execute(from + i, guarantee, output);
                }
            }, maxStackSize: 16 * 1024 * 1024)),
        ];
        foreach (Thread runner in runners) runner.Start();
        foreach (Thread runner in runners) runner.Join();
        return new SimulationSuite(outcomes);
    }

    /// <summary>A failure without its numbers, to count those of a kind.</summary>
    public static string Kind(string failure) => Numbers().Replace(failure.Split('\n')[0], "#");

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Numbers();
}
