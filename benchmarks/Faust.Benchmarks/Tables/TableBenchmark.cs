using System.Buffers.Binary;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Faust.Storage;
using Faust.Transport.Embedded;

namespace Faust.Benchmarks.Tables;

/// <summary>
/// A table that does not fit into the memory it is given: every key is written once, then updates of keys drawn uniformly or by Zipf's law.
/// What is in the store afterwards is compared, entry by entry, with an array.
/// </summary>
internal static class TableBenchmark
{
    private const int Slice = 1_000_000;

    public static async Task<int> RunAsync(Arguments arguments)
    {
        int keys = arguments.Number("--keys", 20_000_000);
        int updates = arguments.Number("--updates", 5_000_000);
        int cacheBytes = arguments.Number("--cache", 64 * 1024 * 1024);
        string directory = arguments.Text("--directory", "table-benchmark");
        if (Directory.Exists(directory)) throw new ArgumentException($"There is a directory '{directory}' already.");
        Console.WriteLine($"{keys:N0} keys, {updates:N0} updates each, {cacheBytes:N0} bytes for the table and as much for RocksDB");
        Console.WriteLine("part       M events/s  CPU µs/event  GC heap MB  RocksDB MB");
        long[] expected = new long[keys];
        foreach (string part in (string[])["fill", "uniform", "zipf"])
        {
            // A log for each part, so that what lies in memory is the log of one; the tables stay where they are.
            await RunPartAsync(part, expected, part == "fill" ? keys : updates, cacheBytes, directory);
        }

        int wrong = Compare(directory, expected);
        Console.WriteLine(wrong == 0 ? "every entry is what it should be" : $"{wrong} entries are wrong");
        Directory.Delete(directory, recursive: true);
        return wrong == 0 ? 0 : 1;
    }

    private static async Task RunPartAsync(string part, long[] expected, int events, int cacheBytes, string directory)
    {
        var random = new Random(part.Length);
        var times = new List<double>();
        double cpu = 0;
        long heap = 0;
        long native = 0;
        using Process self = Process.GetCurrentProcess();
        await using var log = new EmbeddedLog(options: new EmbeddedLogOptions { Directory = Path.Combine(directory, "log"), Durability = LogDurability.Process });
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddMetrics();
        builder.AddFaust("tables", faust => faust
            .AddDeclared()
            .UseTransport(log)
            .Configure(o => o.TableCacheBytes = cacheBytes)
            .UseRocksDb(Path.Combine(directory, "state"), o => (o.ReadThrough, o.CacheBytes, o.WriteBufferBytes) = (true, cacheBytes / 2, cacheBytes / 2)));
        using IHost host = builder.Build();
        await host.StartAsync();
        Updates topic = host.Services.GetRequiredService<Updates>();
        FaustWorker worker = host.Services.GetRequiredService<FaustWorker>();
        for (int done = 0; done < events;)
        {
            int count = Math.Min(Slice, events - done);
            TimeSpan before = self.TotalProcessorTime;
            long started = Stopwatch.GetTimestamp();
            for (int i = done; i < done + count; i++)
            {
                long key = part switch
                {
                    "fill" => i,
                    "uniform" => random.NextInt64(expected.Length),
                    // The density of 1/x.
                    _ => (long)Math.Exp(random.NextDouble() * Math.Log(expected.Length)) - 1,
                };
                expected[key] += i + 1;
                topic.Send(key, i + 1);
            }

            await topic.FlushAsync();
            await worker.WhenCaughtUpAsync();
            times.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
            self.Refresh();
            cpu += (self.TotalProcessorTime - before).TotalSeconds;
            done += count;
            // Of the table, not of what the array has.
            heap = Math.Max(heap, GC.GetTotalMemory(forceFullCollection: true) - (8L * expected.Length));
            native = Math.Max(native, ReadNative());
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{part,-10} {events / times.Sum() / 1e6,10:F3}  {cpu * 1e6 / events,12:F2}  {heap / 1e6,10:F0}  {native / 1e6,10:F0}"));
        await host.StopAsync();
    }

    private static long ReadNative()
    {
        long bytes = 0;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name is "faust.rocksdb.cache.usage" or "faust.rocksdb.write_buffer.usage") l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => bytes += value);
        listener.Start();
        listener.RecordObservableInstruments();
        return bytes;
    }

    private static int Compare(string directory, long[] expected)
    {
        var options = new RocksDbOptions { Directory = Path.Combine(directory, "state") };
        int right = 0;
        int wrong = 0;
        foreach (StateStoreId id in RocksDbStoreReader.Find(options.Directory))
        {
            using RocksDbStoreReader reader = RocksDbStoreReader.OpenReadOnly(options, id);
            reader.Scan((key, value) =>
            {
                if (expected[BinaryPrimitives.ReadInt64BigEndian(key)] == long.Parse(Encoding.ASCII.GetString(value), CultureInfo.InvariantCulture)) right++;
                else wrong++;
            });
        }

        return wrong + expected.Length - right;
    }
}
