using System.Diagnostics;
using Faust.Simulation;
using Faust.Testing.Tests.Jepsen;

namespace Faust.Mutants;

/// <summary>What looks for defects: seeds until the first one that fails.</summary>
internal sealed class Check
{
    // A seed takes a fraction of a second; one that goes on for so long goes round in circles.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Func<int, string?> _run;
    private readonly Lock _gate = new();
    private readonly Dictionary<int, long> _running = [];
    private readonly int _last;
    private int _next;
    private (int Seed, string Text)? _found;

    private Check(Func<int, string?> run, int from, int seeds)
    {
        _run = run;
        _next = from;
        _last = from + seeds - 1;
    }

    public static IReadOnlyList<string> Names { get; } = ["simulation exactly-once", "simulation at-least-once", "jepsen", "threads"];

    /// <returns>The smallest seed that failed; null where none did.</returns>
    public static (int Seed, string Text)? Run(string name, int from, int seeds) => new Check(Find(name), from, seeds).RunSeeds();

    private static Func<int, string?> Find(string name) => name switch
    {
        "simulation exactly-once" => seed => SimulationRun.Execute(seed, ProcessingGuarantee.ExactlyOnce).Failure,
        "simulation at-least-once" => seed => SimulationRun.Execute(seed, ProcessingGuarantee.AtLeastOnce).Failure,
        "jepsen" => ExecuteWorkload,
        "threads" => ThreadsCheck.Execute,
        _ => throw new ArgumentException($"There is no check '{name}'.", nameof(name)),
    };

    private static string? ExecuteWorkload(int seed)
    {
        try
        {
            IReadOnlyList<Anomaly> found = HistoryChecker.FindErrors(Workload.Execute(seed, time => new MemoryLogUnderTest(time)));
            return found.Count == 0 ? null : found[0].ToString().ReplaceLineEndings(" ");
        }
        catch (Exception e)
        {
            // Thrown through the workload: by the log, or because it does not end.
            return $"{e.GetType().Name}: {e.Message}";
        }
    }

    private (int Seed, string Text)? RunSeeds()
    {
        Thread[] threads = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(() => Work(), 16 * 1024 * 1024) { IsBackground = true })];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads)
        {
            while (!thread.Join(TimeSpan.FromSeconds(1)))
            {
                lock (_gate)
                {
                    foreach ((int seed, long since) in _running)
                    {
                        if (Stopwatch.GetElapsedTime(since) > Patience) return _found ?? (seed, "It does not end.");
                    }
                }
            }
        }

        return _found;
    }

    private void Work()
    {
        while (true)
        {
            int seed;
            lock (_gate)
            {
                if (_found is not null || _next > _last) return;
                seed = _next++;
                _running[seed] = Stopwatch.GetTimestamp();
            }

            string? failure = _run(seed);
            lock (_gate)
            {
                _running.Remove(seed);
                // Seeds are begun in order: all smaller ones are tried, or under way on another thread.
                if (failure is not null && (_found is not { } found || seed < found.Seed)) _found = (seed, failure);
            }
        }
    }
}
