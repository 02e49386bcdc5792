using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json;
using Faust.Transport;
using Faust.Transport.Embedded;

namespace Faust.Benchmarks.Log;

/// <summary>
/// Whole runs on the embedded log: a host starts, its agents work off the payments that lie in the log, and everything is committed. The
/// time is that from the start of the host to the last commit.
/// </summary>
internal static class LogBenchmark
{
    private static int _runs;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        int events = arguments.Number("--events", 3_000_000);
        int runs = arguments.Number("--runs", 5);
        string name = arguments.Word("all");
        string variant = arguments.Text("--variant", "all");
        Workload[] workloads = [.. Workload.All.Where(w => (name == "all" || w.Name == name) && (variant == "all" || w.Variant == variant))];
        if (workloads.Length == 0) throw new ArgumentException($"There is no workload '{name}' with variant '{variant}'.");
        if (!arguments.AsJson)
        {
            Console.WriteLine($"{events:N0} payments, {runs} warm runs each, medians; {Environment.ProcessorCount} processors, .NET {Environment.Version}");
            Console.WriteLine("workload record guarantee      M events/s   cold    CPU µs/event   bytes/event: all  steady  beyond the record");
        }

        foreach (Workload workload in workloads)
        {
            string directory = arguments.Text("--directory", "");
            string path = directory.Length == 0 ? "" : Path.Combine(directory, $"{workload.Name}-{workload.Variant}");
            await using var log = new EmbeddedLog(options: path.Length == 0 ? null : new EmbeddedLogOptions
            {
                Directory = path,
                Durability = Enum.Parse<LogDurability>(arguments.Text("--durability", "Synced"), ignoreCase: true),
            });
            Expectation expected = await PaymentTopic.LoadAsync(log, workload.Input, events);
            // Both guarantees take turns, so that what the machine does meanwhile meets both.
            ProcessingGuarantee[] guarantees = arguments.Has("--both")
                ? [ProcessingGuarantee.AtLeastOnce, ProcessingGuarantee.ExactlyOnce]
                : [Enum.Parse<ProcessingGuarantee>(arguments.Text("--guarantee", "AtLeastOnce"), ignoreCase: true)];
            var cold = new Dictionary<ProcessingGuarantee, Measurement>();
            foreach (ProcessingGuarantee guarantee in guarantees) cold[guarantee] = await RunOnceAsync(log, workload, expected, guarantee);
            Dictionary<ProcessingGuarantee, List<Measurement>> warm = guarantees.ToDictionary(g => g, _ => new List<Measurement>());
            for (int i = 0; i < runs; i++)
            {
                foreach (ProcessingGuarantee guarantee in i % 2 == 0 ? guarantees : [.. guarantees.Reverse()])
                {
                    warm[guarantee].Add(await RunOnceAsync(log, workload, expected, guarantee));
                }
            }

            foreach (ProcessingGuarantee guarantee in guarantees) Print(arguments.AsJson, workload, guarantee, events, cold[guarantee], warm[guarantee]);
            if (guarantees.Length == 2 && !arguments.AsJson)
            {
                double ratio = Rate(warm[ProcessingGuarantee.ExactlyOnce]) / Rate(warm[ProcessingGuarantee.AtLeastOnce]);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{workload.Name,-8} {workload.Variant,-6} exactly-once / at-least-once: {ratio:F2}"));
            }

            double Rate(List<Measurement> measurements) => measurements.Select(m => events / m.Seconds).Median();
        }

        return 0;
    }

    private static void Print(bool json, Workload workload, ProcessingGuarantee guarantee, int events, Measurement cold, List<Measurement> warm)
    {
        long record = workload.Variant == "class" ? SizeOfPayment() : 0;
        double rate = warm.Select(m => events / m.Seconds).Median();
        double cpu = warm.Select(m => m.CpuSeconds * 1e6 / events).Median();
        double bytes = warm.Select(m => m.Bytes / events).Median();
        double steady = warm.Select(m => m.SteadyBytes).Median();
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                engine = "faust-embedded",
                workload = workload.Name,
                record = workload.Variant,
                guarantee = guarantee.ToString(),
                events,
                runs = warm.Count,
                events_per_second = Math.Round(rate),
                events_per_second_best = Math.Round(warm.Max(m => events / m.Seconds)),
                events_per_second_cold = Math.Round(events / cold.Seconds),
                cpu_us_per_event = Math.Round(cpu, 4),
                cpu_us_per_event_best = Math.Round(warm.Min(m => m.CpuSeconds) * 1e6 / events, 4),
                bytes_per_event = Math.Round(bytes, 3),
                bytes_per_event_steady = Math.Round(steady, 3),
                bytes_of_the_record = record,
                bytes_per_event_beyond_the_record = Math.Round(steady - record, 3),
            }));
            return;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{workload.Name,-8} {workload.Variant,-6} {guarantee,-12} {rate / 1e6,9:F2} {events / cold.Seconds / 1e6,9:F2} {cpu,12:F3} {bytes,18:F2} {steady,8:F2} {steady - record,10:F2}"));
    }

    private static async Task<Measurement> RunOnceAsync(EmbeddedLog log, Workload workload, Expectation expected, ProcessingGuarantee guarantee)
    {
        await using IAdmin admin = log.CreateAdmin();
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        // A group of its own for every run, so that each begins at the beginning.
        string application = string.Create(CultureInfo.InvariantCulture, $"bench-{_runs++}");
        builder.AddFaust(application, faust => faust.UseTransport(log).AddDeclared().Configure(o => o.ProcessingGuarantee = guarantee));
        Measurement measurement;
        using (IHost host = builder.Build())
        {
            using var steady = new SteadyAllocation(workload.Input, expected.Events);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            long bytes = GC.GetTotalAllocatedBytes(precise: true);
            TimeSpan cpu = Clock.Process;
            long started = Stopwatch.GetTimestamp();
            await host.StartAsync();
            // First the events, so that looking whether all is done does not get in their way.
            await steady.AllSeen;
            await host.Services.GetRequiredService<FaustWorker>().WhenCaughtUpAsync();
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            measurement = new Measurement(
                seconds, (Clock.Process - cpu).TotalSeconds, GC.GetTotalAllocatedBytes(precise: true) - bytes, steady.BytesPerEvent);
            string? wrong = await workload.Check(host.Services, expected);
            await host.StopAsync();
            if (wrong is not null) throw new InvalidOperationException($"{workload.Name}: {wrong}.");
        }

        await admin.DeleteTopicsAsync([workload.Output, $"{application}-{workload.Output}"]);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return measurement;
    }

    private static long SizeOfPayment()
    {
        var source = new PaymentSource();
        Payment payment = source.Next(out _);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Payment copy = payment with { Id = 1 };
        long size = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(copy);
        return size;
    }

    private sealed record Measurement(double Seconds, double CpuSeconds, double Bytes, double SteadyBytes);

    /// <summary>What the second half of a run (to 95 %) allocates: all caches are filled by then, and the tables have their keys.</summary>
    private sealed class SteadyAllocation : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly string _topic;
        private readonly long _events;
        private long _seen;
        private (long Events, long Bytes) _half;
        private (long Events, long Bytes) _end;
        private readonly TaskCompletionSource _allSeen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SteadyAllocation(string topic, long events)
        {
            _topic = topic;
            _events = events;
            _listener.InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name == "faust.processed.messages") listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, records, tags, _) =>
            {
                if (tags[0].Value is string destination && destination == _topic) Add(records);
            });
            _listener.Start();
        }

        public double BytesPerEvent => (double)(_end.Bytes - _half.Bytes) / Math.Max(_end.Events - _half.Events, 1);

        public Task AllSeen => _allSeen.Task.WaitAsync(TimeSpan.FromMinutes(5));

        public void Dispose() => _listener.Dispose();

        // Called for each batch, by several threads.
        private void Add(long records)
        {
            long seen = Interlocked.Add(ref _seen, records);
            if (seen >= _events / 2 && seen - records < _events / 2) _half = (seen, GC.GetTotalAllocatedBytes());
            if (seen >= _events * 95 / 100 && seen - records < _events * 95 / 100) _end = (seen, GC.GetTotalAllocatedBytes());
            if (seen == _events) _allSeen.SetResult();
        }
    }
}
