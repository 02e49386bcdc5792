using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Faust.Kafka.Benchmarks;

/// <summary>One run: a worker reads the topic from its start until every event has gone through; a line of JSON, as the peer's.</summary>
internal static class WorkloadRun
{
    public static async Task<int> RunAsync(string servers, string workload, long events, string guarantee, int commitMilliseconds)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        var seen = new Seen();
        builder.Services.AddSingleton(seen);
        builder.AddFaust($"bench-{workload}-{Environment.ProcessId}-{Stopwatch.GetTimestamp()}", faust => faust
            .AddDeclared()
            .UseKafka(servers)
            .Configure(o =>
            {
                o.ProcessingGuarantee = guarantee == "exactly_once" ? ProcessingGuarantee.ExactlyOnce : ProcessingGuarantee.AtLeastOnce;
                o.CommitInterval = TimeSpan.FromMilliseconds(commitMilliseconds);
            }));
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
        using IHost host = builder.Build();
        long begin = Stopwatch.GetTimestamp(), first = 0, quarter = 0, threeQuarters = 0;
        await host.StartAsync();
        long sum = 0;
        while ((sum = seen.Sum) < events)
        {
            if (first == 0 && sum > 0) first = Stopwatch.GetTimestamp();
            if (quarter == 0 && sum > events / 4) quarter = GC.GetTotalAllocatedBytes() - sum;
            if (threeQuarters == 0 && sum > events * 3 / 4) threeQuarters = GC.GetTotalAllocatedBytes() - sum;
            if (host.Services.GetRequiredService<FaustWorker>().Failure is { } failure) throw new InvalidOperationException("The worker failed.", failure);
            await Task.Delay(1);
        }

        long done = Stopwatch.GetTimestamp();
        await host.StopAsync();
        long closed = Stopwatch.GetTimestamp();
        double seconds = Stopwatch.GetElapsedTime(first, done).TotalSeconds;
        string peak = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM", StringComparison.Ordinal));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            engine = "faust",
            workload,
            guarantee,
            commit_ms = commitMilliseconds,
            events = sum,
            seconds = Math.Round(seconds, 3),
            events_per_second = Math.Round(sum / seconds),
            with_final_commit_per_second = Math.Round(sum / Stopwatch.GetElapsedTime(first, closed).TotalSeconds),
            startup_seconds = Math.Round(Stopwatch.GetElapsedTime(begin, first).TotalSeconds, 3),
            cpu_us_per_event = Math.Round(Environment.CpuUsage.TotalTime.TotalMicroseconds / sum, 3),
            bytes_per_event_steady = Math.Round((threeQuarters - quarter) / (events / 2.0) + 1, 2),
            peak_rss_mib = long.Parse(peak.Where(char.IsDigit).ToArray(), CultureInfo.InvariantCulture) / 1024,
        }));
        return 0;
    }
}
