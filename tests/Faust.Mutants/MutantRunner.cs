using System.Diagnostics;
using System.Globalization;

namespace Faust.Mutants;

/// <summary>Tries mutants, one after the other: each in a copy of this program that has the broken runtime.</summary>
/// <param name="root">Where the repository is.</param>
/// <param name="configuration">The build's.</param>
/// <param name="baseline">Where the program is that replays on the runtime as it is what noticed a mutant; this one by default.</param>
internal sealed class MutantRunner(string root, string configuration, string? baseline = null)
{
    private readonly string _baseline = baseline ?? AppContext.BaseDirectory;
    private readonly Lazy<RuntimeCompiler> _compiler = new(() => RuntimeCompiler.Create(root, configuration));

    public Verdict Run(Mutant mutant)
    {
        var watch = Stopwatch.StartNew();
        if (mutant.Needs is { } needs) return new Verdict(mutant.Name, VerdictKind.Waits, null, $"needs {needs}", 0);
        string program = Directory.CreateTempSubdirectory("faust-mutant-").FullName;
        try
        {
            IReadOnlyDictionary<string, string> changed = mutant.Apply(root);
            foreach (string file in Directory.GetFiles(AppContext.BaseDirectory)) File.Copy(file, Path.Combine(program, Path.GetFileName(file)));
            _compiler.Value.Compile(changed, Path.Combine(program, "Faust.Runtime.dll"));
            if (Check(program, mutant.CaughtBy, 1, mutant.Seeds) is not { } found)
            {
                return mutant.Harmless is { } reason
                    ? new Verdict(mutant.Name, VerdictKind.Harmless, null, reason, watch.Elapsed.TotalSeconds)
                    : new Verdict(mutant.Name, VerdictKind.Survived, null, $"{mutant.Seeds} seeds found nothing", watch.Elapsed.TotalSeconds);
            }

            // What fails without the mutant too says nothing about it. A crash names no seed: then none of them may fail.
            (int first, int count) = found.Seed is { } seed ? (seed, 1) : (1, mutant.Seeds);
            if (Check(_baseline, mutant.CaughtBy, first, count) is { } failed)
            {
                return new Verdict(mutant.Name, VerdictKind.BaselineFails, failed.Seed, failed.Text, watch.Elapsed.TotalSeconds);
            }

            return mutant.Harmless is not null
                ? new Verdict(mutant.Name, VerdictKind.Stale, found.Seed, $"It is said to be harmless: {found.Text}", watch.Elapsed.TotalSeconds)
                : new Verdict(mutant.Name, VerdictKind.Caught, found.Seed, found.Text, watch.Elapsed.TotalSeconds);
        }
        catch (InvalidDataException e)
        {
            return new Verdict(mutant.Name, VerdictKind.Stale, null, e.Message, watch.Elapsed.TotalSeconds);
        }
        finally
        {
            Directory.Delete(program, recursive: true);
        }
    }

    /// <summary>Runs a check in a process of its own: what is broken may crash it, or never end.</summary>
    /// <returns>What it found, and the seed, which a crash does not tell; null where it found nothing.</returns>
    private static (int? Seed, string Text)? Check(string program, string check, int from, int seeds)
    {
        string[] arguments =
        [
            "exec", Path.Combine(program, "Faust.Mutants.dll"), "check", check,
            from.ToString(CultureInfo.InvariantCulture), seeds.ToString(CultureInfo.InvariantCulture),
        ];
        using Process process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode == 0) return null;
        int tab = output.IndexOf('\t', StringComparison.Ordinal);
        if (tab < 0) return (null, $"the process ended with {process.ExitCode}: {errors.Result.Trim().Split('\n')[0]}");
        return (int.Parse(output.AsSpan(0, tab), CultureInfo.InvariantCulture), output[(tab + 1)..].Trim().Split('\n')[0]);
    }
}
