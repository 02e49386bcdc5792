using System.Diagnostics;
using System.Globalization;
using System.Text;
using Faust.Records;
using Faust.Transport;
using Faust.Transport.Embedded;

namespace Faust.Benchmarks.Log;

/// <summary>
/// How long a partition stands still while a second worker joins, and while it leaves again: the longest time between two events of a
/// partition, beside what it is when nothing happens. Events come at a steady rate; tables are of the given size.
/// </summary>
internal static class RebalanceBenchmark
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        int rate = arguments.Number("--rate", 50_000);
        int keys = arguments.Number("--keys", 100_000);
        int runs = arguments.Number("--runs", 3);
        var guarantee = Enum.Parse<ProcessingGuarantee>(arguments.Text("--guarantee", "AtLeastOnce"), ignoreCase: true);
        var gaps = new List<(double Steady, double Join, double Leave)>();
        for (int run = 0; run < runs; run++) gaps.Add(await RunOnceAsync(rate, keys, guarantee, arguments.Has("--standby")));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{guarantee}, {rate:N0} events/s, tables of {keys:N0} keys: a partition stands still for at most {gaps.Select(g => g.Steady).Median():F0} ms in "
            + $"steady state, {gaps.Select(g => g.Join).Median():F0} ms when a worker joins, {gaps.Select(g => g.Leave).Median():F0} ms when it leaves (medians of {runs} runs)"));
        return 0;
    }

    private static async Task<(double Steady, double Join, double Leave)> RunOnceAsync(int rate, int keys, ProcessingGuarantee guarantee, bool standby)
    {
        await using var log = new EmbeddedLog();
        var watch = new GapWatch();
        using var stop = new CancellationTokenSource();
        using IHost one = Build("one");
        await one.StartAsync();
        Task producing = ProduceAsync(log, rate, keys, stop.Token);
        // Until the tables have their keys and all code has run.
        await watch.WhenSeenAsync(Math.Max(2L * keys, 2L * rate));
        watch.Reset();
        await watch.WhenSeenAsync(3L * rate);
        double steady = watch.Longest;
        using IHost two = Build("two");
        watch.Reset();
        await two.StartAsync();
        await watch.WhenSeenAsync(3L * rate);
        double join = watch.Longest;
        watch.Reset();
        await two.StopAsync();
        await watch.WhenSeenAsync(3L * rate);
        double leave = watch.Longest;
        await stop.CancelAsync();
        await producing;
        await one.StopAsync();
        return (steady, join, leave);

        IHost Build(string instance)
        {
            HostApplicationBuilder builder = Host.CreateApplicationBuilder();
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton(watch);
            builder.AddFaust("rebalance", faust => faust.UseTransport(log).AddDeclared().Configure(o =>
            {
                o.InstanceId = instance;
                o.ProcessingGuarantee = guarantee;
                o.StandbyReplicas = standby ? 1 : 0;
            }));
            return builder.Build();
        }
    }

    private static async Task ProduceAsync(EmbeddedLog log, int rate, int keys, CancellationToken stop)
    {
        await using IProducer producer = log.CreateProducer(new ProducerSettings());
        ProducerBatch[] batches = [.. Enumerable.Range(0, PaymentTopic.Partitions).Select(p => new ProducerBatch(new TopicPartition("watched-payments", p)))];
        var buffer = new ByteBuffer();
        RecordJson.Serialize(new PaymentSource().Next(out _), buffer);
        byte[] value = buffer.WrittenSpan.ToArray();
        long sent = 0;
        long started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (!stop.IsCancellationRequested)
        {
            for (long due = (long)(Stopwatch.GetElapsedTime(started).TotalSeconds * rate); sent < due; sent++)
            {
                byte[] key = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"account-{sent % keys:D8}"));
                batches[Murmur2.Partition(key, batches.Length)].Add(sent, key, value);
            }

            foreach (ProducerBatch batch in batches.Where(b => b.Count > 0))
            {
                await producer.SendAsync(batch, CancellationToken.None);
                batch.Clear();
            }

            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
