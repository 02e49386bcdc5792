using System.Globalization;
using Faust.Kafka.Benchmarks;

// run SERVERS WORKLOAD EVENTS at_least_once|exactly_once COMMIT-MS: one run, a line of JSON.
if (args is ["run", string servers, string one, string count, string promise, string commit])
{
    return await WorkloadRun.RunAsync(
        servers, one, long.Parse(count, CultureInfo.InvariantCulture), promise, int.Parse(commit, CultureInfo.InvariantCulture));
}

// compare SHARED-KAFKA [EVENTS [RUNS [at_least_once|exactly_once [WORKLOAD...]]]]: beside Kafka Streams.
if (args is ["compare", string kafka, ..])
{
    string Argument(int index, string otherwise) => args.Length > index ? args[index] : otherwise;
    string directory = Path.Combine(Path.GetTempPath(), $"faust-compare-{Environment.ProcessId}");
    var comparison = new Comparison(
        Path.GetFullPath(kafka),
        directory,
        int.Parse(Argument(2, "3000000"), CultureInfo.InvariantCulture),
        int.Parse(Argument(3, "3"), CultureInfo.InvariantCulture),
        Argument(4, "at_least_once"));
    return await comparison.RunAsync(args.Length > 5 ? args[5..] : ["forward", "count", "sum", "rekey"]);
}

await Console.Error.WriteLineAsync("usage: compare SHARED-KAFKA [EVENTS [RUNS [GUARANTEE [WORKLOAD...]]]] | run SERVERS WORKLOAD EVENTS GUARANTEE COMMIT-MS");
return 2;
