using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Faust.Kafka.Benchmarks;

/// <summary>Starts a broker, fills a topic for each workload with the peer's <c>Load</c>, and lets Faust and Kafka Streams take turns on it.</summary>
internal sealed class Comparison(string kafka, string directory, int events, int runs, string guarantee)
{
    private const int Port = 19600;
    private readonly string _servers = $"127.0.0.1:{Port}";
    private readonly string _classes = Path.Combine(directory, "classes");

    public async Task<int> RunAsync(string[] workloads)
    {
        string data = Path.Combine(directory, "broker");
        await ToolAsync(Path.Combine(kafka, "kafka"), "start", "--dir", data, "--port", $"{Port}");
        try
        {
            Directory.CreateDirectory(_classes);
            await ToolAsync("javac", ["-nowarn", "-cp", ClassPath("libs", "streams"), "-d", _classes, .. Directory.GetFiles(Path.Combine(kafka, "peer"), "*.java")]);
            Console.WriteLine($"{events:N0} payments, {runs} runs each, alternating, medians; {guarantee}, commit every 100 ms; {Environment.ProcessorCount} processors");
            Console.WriteLine("workload   faust events/s  µs CPU/event  B/event   streams events/s  µs CPU/event   ratio: events/s   CPU");
            foreach (string workload in workloads) await CompareAsync(workload, data);
            return 0;
        }
        finally
        {
            await ToolAsync(Path.Combine(kafka, "kafka"), "stop", "--dir", data, "--kill");
            Directory.Delete(directory, recursive: true);
        }
    }

    private async Task CompareAsync(string workload, string data)
    {
        string topic = $"bench-{workload}";
        await ToolAsync(Path.Combine(kafka, "kafka"), "tool", "--dir", data, "topics", "--create", "--if-not-exists", "--topic", topic, "--partitions", "4");
        await ToolAsync("java", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error", "-cp", ClassPath("libs", "streams", _classes), "Load", _servers, topic, $"{events}", "10000");
        var faust = new List<JsonElement>();
        var streams = new List<JsonElement>();
        for (int run = 0; run < runs; run++)
        {
            // Who is first is second the next time.
            if (run % 2 == 0) faust.Add(await FaustAsync(workload));
            streams.Add(await StreamsAsync(workload, topic));
            if (run % 2 == 1) faust.Add(await FaustAsync(workload));
        }

        (double rate, double cpu, double peerRate, double peerCpu) =
            (Median(faust, "events_per_second"), Median(faust, "cpu_us_per_event"), Median(streams, "events_per_second"), Median(streams, "cpu_us_per_event"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{workload,-10} {rate,14:N0} {cpu,13:F2} {Median(faust, "bytes_per_event_steady"),8:F1} {peerRate,18:N0} {peerCpu,13:F2} {rate / peerRate,17:F1}x {peerCpu / cpu,4:F1}x"));
        await ToolAsync(Path.Combine(kafka, "kafka"), "tool", "--dir", data, "topics", "--delete", "--topic", topic);
    }

    private async Task<JsonElement> FaustAsync(string workload) => Parse(
        await ToolAsync(Environment.ProcessPath!, "run", _servers, workload, $"{events}", guarantee, "100"));

    private async Task<JsonElement> StreamsAsync(string workload, string topic) => Parse(await ToolAsync(
        "java", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error", "-cp", ClassPath("libs", "streams", _classes), "KafkaStreamsPeer",
        _servers, topic, $"{events}", workload, guarantee == "exactly_once" ? "exactly_once_v2" : guarantee, "2", "100", "rocksdb", "10485760"));

    private static JsonElement Parse(string output)
    {
        string line = output.Split('\n').Last(l => l.StartsWith('{'));
        Console.Error.WriteLine(line);
        return JsonDocument.Parse(line).RootElement;
    }

    private static double Median(List<JsonElement> runs, string name)
    {
        double[] sorted = [.. runs.Select(r => r.GetProperty(name).GetDouble()).Order()];
        return sorted[sorted.Length / 2];
    }

    private string ClassPath(params string[] parts) =>
        string.Join(':', parts.Select(p => Path.IsPathRooted(p) ? p : Path.Combine(kafka, p, "*")));

    private static async Task<string> ToolAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {output}");
    }
}
