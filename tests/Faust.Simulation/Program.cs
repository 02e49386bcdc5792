using System.Diagnostics;
using System.Globalization;
using Faust.Simulation;

int seeds = 1000;
int from = 1;
int? seed = null;
int threads = Environment.ProcessorCount;
bool verbose = Environment.GetEnvironmentVariable("FAUST_SIMULATION_VERBOSE") is "1" or "true";
var guarantee = Faust.ProcessingGuarantee.ExactlyOnce;
for (int i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--seeds":
            seeds = Number(args, ++i);
            break;
        case "--from":
            from = Number(args, ++i);
            break;
        case "--seed":
            seed = Number(args, ++i);
            break;
        case "--threads":
            threads = Number(args, ++i);
            break;
        case "--guarantee":
            guarantee = args[++i] == "at-least-once" ? Faust.ProcessingGuarantee.AtLeastOnce : Faust.ProcessingGuarantee.ExactlyOnce;
            break;
        case "--verbose":
            verbose = true;
            break;
        default:
            Console.Error.WriteLine("""
                usage: dotnet run -c Release --project tests/Faust.Simulation -- [--seeds 1000] [--from 1] [--seed N] [--threads N]
                       [--guarantee exactly-once|at-least-once] [--verbose]
                """);
            return 2;
    }
}

if (seed is not null) (from, seeds, threads) = (seed.Value, 1, 1);
var watch = Stopwatch.StartNew();
SimulationSuite suite = SimulationSuite.Run(from, seeds, threads, guarantee, verbose && seeds == 1 ? Console.Out : null);
foreach (Outcome failed in suite.Failures.Take(5)) Console.WriteLine(failed.Describe());
foreach (IGrouping<string, Outcome> kind in suite.Failures.GroupBy(f => SimulationSuite.Kind(f.Failure!)))
{
    Console.WriteLine($"{kind.Count()} x {kind.Key} (seeds {string.Join(", ", kind.Take(8).Select(f => f.Parameters.Seed))})");
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{guarantee}: seeds {from} to {from + seeds - 1}, {suite.Failures.Count} failed, {suite.Steps} steps, history {suite.Hash}, {watch.Elapsed.TotalSeconds:F1} s, {seeds / watch.Elapsed.TotalSeconds:F1} seeds/s"));
return suite.Failures.Count == 0 ? 0 : 1;

static int Number(string[] args, int i) => int.Parse(args[i], CultureInfo.InvariantCulture);
