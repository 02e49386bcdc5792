extern alias Generator;

using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Generator::Faust.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Faust.Benchmarks.Generation;

/// <summary>
/// The generator over many attributed types: its first run in a process, as in a build from the command line, and what an edit elsewhere
/// makes it do again.
/// </summary>
internal static class GeneratorBenchmark
{
    public static int Run(Arguments arguments)
    {
        int types = arguments.Number("--types", 500);
        if (arguments.Has("--child"))
        {
            Console.WriteLine(JsonSerializer.Serialize(Measure(types)));
            return 0;
        }

        int runs = arguments.Number("--runs", 7);
        var results = new List<Result>();
        for (int i = 0; i < runs; i++) results.Add(MeasureInFreshProcess(types));
        double cold = results.Select(r => r.ColdMilliseconds).Median();
        double coldCpu = results.Select(r => r.ColdCpuMilliseconds).Median();
        double warm = results.Select(r => r.WarmMilliseconds).Median();
        double warmCpu = results.Select(r => r.WarmCpuMilliseconds).Median();
        double edit = results.Select(r => r.EditMilliseconds).Median();
        double editCpu = results.Select(r => r.EditCpuMilliseconds).Median();
        Result last = results[^1];
        if (arguments.AsJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                workload = "generator",
                types,
                runs,
                files = last.Files,
                cold_ms = Math.Round(cold),
                cold_cpu_ms = Math.Round(coldCpu),
                second_driver_ms = Math.Round(warm),
                second_driver_cpu_ms = Math.Round(warmCpu),
                edit_ms = Math.Round(edit, 1),
                edit_cpu_ms = Math.Round(editCpu, 1),
                steps_of_second_driver_ms = last.Steps,
                output_steps = last.OutputSteps,
                output_steps_rerun_after_edit = last.OutputStepsRerun,
            }));
            return 0;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {types} types, {last.Files} generated files, medians of {runs} fresh processes
              first run in the process        {cold,8:F0} ms ({coldCpu:F0} ms CPU)
              another driver in that process  {warm,8:F0} ms ({warmCpu:F0} ms CPU)
              after an edit in another file   {edit,8:F1} ms ({editCpu:F0} ms CPU), {last.OutputStepsRerun} of {last.OutputSteps} output steps run again
            the longest steps of the second driver: {string.Join(", ", last.Steps.Select(s => $"{s.Key} {s.Value} ms"))}
            """));
        return 0;
    }

    private static Result MeasureInFreshProcess(int types)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        // The program itself, or the dotnet host with the program's file.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet") start.ArgumentList.Add(typeof(GeneratorBenchmark).Assembly.Location);
        foreach (string argument in (string[])["generator", "--child", "--types", types.ToString(CultureInfo.InvariantCulture)]) start.ArgumentList.Add(argument);
        using Process child = Process.Start(start)!;
        string output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0
            ? JsonSerializer.Deserialize<Result>(output)!
            : throw new InvalidOperationException($"The measuring process ended with {child.ExitCode}: {output}");
    }

    private static Result Measure(int types)
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp12);
        SyntaxTree[] trees = [.. Sources(types).Select((s, i) => CSharpSyntaxTree.ParseText(s, options, $"Source{i}.cs"))];
        SyntaxTree unrelated = CSharpSyntaxTree.ParseText("namespace Other; public static class Unrelated { public static int One => 1; }", options, "Unrelated.cs");
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Consumer",
            [.. trees, unrelated],
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

        TimeSpan cpu = Clock.Process;
        long started = Stopwatch.GetTimestamp();
        Driver(options, track: false).RunGenerators(compilation);
        double cold = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        double coldCpu = (Clock.Process - cpu).TotalMilliseconds;

        // A clone, so that nothing that the first driver made the compilation remember helps the second.
        cpu = Clock.Process;
        started = Stopwatch.GetTimestamp();
        GeneratorDriver driver = Driver(options, track: true).RunGenerators(compilation.Clone());
        double warm = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        double warmCpu = (Clock.Process - cpu).TotalMilliseconds;
        GeneratorRunResult first = driver.GetRunResult().Results.Single();
        if (first.Exception is not null) throw first.Exception;
        SyntaxTree edited = CSharpSyntaxTree.ParseText("namespace Other; public static class Unrelated { public static int One => 2; }", options, "Unrelated.cs");

        CSharpCompilation afterEdit = compilation.ReplaceSyntaxTree(unrelated, edited);
        cpu = Clock.Process;
        started = Stopwatch.GetTimestamp();
        driver = driver.RunGenerators(afterEdit);
        double edit = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        double editCpu = (Clock.Process - cpu).TotalMilliseconds;
        IncrementalStepRunReason[] outputs =
        [
            .. driver.GetRunResult().Results.Single().TrackedOutputSteps.Values.SelectMany(s => s).SelectMany(s => s.Outputs).Select(o => o.Reason),
        ];
        int rerun = outputs.Count(r => r is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
        if (first.GeneratedSources.Length < types * 3 / 4) throw new InvalidOperationException($"Only {first.GeneratedSources.Length} files were generated.");
        return new Result(cold, coldCpu, warm, warmCpu, edit, editCpu, Steps(first), first.GeneratedSources.Length, outputs.Length, rerun);
    }

    // What the steps took, the longest first; a step's time holds that of what it calls for.
    private static Dictionary<string, double> Steps(GeneratorRunResult result) => result.TrackedSteps.Concat(result.TrackedOutputSteps)
        .Select(s => (s.Key, Milliseconds: s.Value.Sum(step => step.ElapsedTime.TotalMilliseconds)))
        .DistinctBy(s => s.Key)
        .OrderByDescending(s => s.Milliseconds)
        .Take(8)
        .ToDictionary(s => s.Key, s => Math.Round(s.Milliseconds, 1));

    private static GeneratorDriver Driver(CSharpParseOptions options, bool track) => CSharpGeneratorDriver.Create(
        [new FaustGenerator().AsSourceGenerator()],
        parseOptions: options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: track));

    private static MetadataReference[] References() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p) is "netstandard.dll" or "mscorlib.dll" or "Faust.Runtime.dll"
                || Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal))
            .Select(p => MetadataReference.CreateFromFile(p)),
    ];

    // Five types a file: two records (one nested in the other), a topic, a table, an agent.
    private static IEnumerable<string> Sources(int types)
    {
        for (int i = 0; i < types / 5; i++)
        {
            var text = new StringBuilder("""
                using System;
                using System.Collections.Generic;
                using Faust;
                namespace App;

                [Record]
                public sealed partial record Payment_N(long Id, string Account, string Merchant, int Cents, string? Currency, [property: EventTime] DateTimeOffset At, List<Line_N> Lines, Dictionary<string, int> Tags);

                [Record]
                public readonly partial record struct Line_N(string Sku, int Quantity, decimal Price, Guid Reference, double[] Rates);

                [Topic("payments-_N", Partitions = 4)]
                public sealed partial class Payments_N : Topic<string, Payment_N>;

                [Table("lines-_N")]
                public sealed partial class Lines_N : Table<string, Line_N>;

                [Agent<Payments_N>]
                public sealed partial class Track_N(Lines_N lines)
                {
                    public void Handle(Event<string, Payment_N> e)
                    {
                        foreach (Line_N line in e.Value.Lines) lines[e.Key] = line;
                    }
                }
                """);
            yield return text.Replace("_N", i.ToString(CultureInfo.InvariantCulture)).ToString();
        }
    }

    private sealed record Result(
        double ColdMilliseconds,
        double ColdCpuMilliseconds,
        double WarmMilliseconds,
        double WarmCpuMilliseconds,
        double EditMilliseconds,
        double EditCpuMilliseconds,
        Dictionary<string, double> Steps,
        int Files,
        int OutputSteps,
        int OutputStepsRerun);
}
