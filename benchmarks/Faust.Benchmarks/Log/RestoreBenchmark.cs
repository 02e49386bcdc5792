using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Faust.Transport;
using Faust.Transport.Embedded;

namespace Faust.Benchmarks.Log;

/// <summary>How fast a table is read back into memory from its changelog: the time from the host's start to the last shard's completion.</summary>
internal static class RestoreBenchmark
{
    private const int Partitions = 4;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        int keys = arguments.Number("--keys", 1_000_000);
        int runs = arguments.Number("--runs", 5);
        await using var log = new EmbeddedLog();
        const string Application = "restore";
        await FillAsync(log, $"{Application}-totals-changelog", keys);
        var rates = new List<double>();
        for (int i = 0; i <= runs; i++)
        {
            double rate = await RunOnceAsync(log, Application, keys);
            // The first is the cold one.
            if (i > 0) rates.Add(rate);
        }

        if (arguments.AsJson) Console.WriteLine(JsonSerializer.Serialize(new { workload = "restore", keys, runs, records_per_second = Math.Round(rates.Median()) }));
        else Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"restore into memory: {keys:N0} records, {rates.Median() / 1e6:F2} M records/s (best {rates.Max() / 1e6:F2}, {runs} runs)"));
        return 0;
    }

    private static async Task<double> RunOnceAsync(EmbeddedLog log, string application, int keys)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.AddFaust(application, faust => faust.UseTransport(log).AddDeclared());
        using IHost host = builder.Build();
        long restored = 0;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        FaustWorker worker = host.Services.GetRequiredService<FaustWorker>();
        worker.RestoreProgressed += (_, progress) =>
        {
            if (progress.IsCompleted && Interlocked.Add(ref restored, progress.Total) == keys) done.SetResult();
        };
        GC.Collect();
        long started = Stopwatch.GetTimestamp();
        await host.StartAsync();
        await done.Task.WaitAsync(TimeSpan.FromMinutes(5));
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        int found = 0;
        await foreach (KeyValuePair<string, Total> _ in host.Services.GetRequiredService<Totals>().ReadAllAsync()) found++;
        await host.StopAsync();
        return found == keys ? keys / seconds : throw new InvalidOperationException($"{found} keys were read back, not {keys}.");
    }

    private static async Task FillAsync(EmbeddedLog log, string topic, int keys)
    {
        await using IAdmin admin = log.CreateAdmin();
        await admin.CreateTopicsAsync([new TopicSpecification(topic, Partitions)]);
        await using IProducer producer = log.CreateProducer(new ProducerSettings());
        ProducerBatch[] batches = [.. Enumerable.Range(0, Partitions).Select(p => new ProducerBatch(new TopicPartition(topic, p)))];
        for (int i = 0; i < keys; i++)
        {
            byte[] key = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"account-{i:D8}"));
            ProducerBatch batch = batches[Murmur2.Partition(key, Partitions)];
            batch.Add(i, key, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"count":{{i % 100}},"cents":{{i}},"largest":{{i % 1000}}}""")));
            if (batch.Count < 1000) continue;
            await producer.SendAsync(batch);
            batch.Clear();
        }

        foreach (ProducerBatch batch in batches.Where(b => b.Count > 0)) await producer.SendAsync(batch);
    }
}
