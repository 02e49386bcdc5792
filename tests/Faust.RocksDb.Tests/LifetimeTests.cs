using System.Diagnostics.Metrics;
using Faust.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Faust.RocksDb.Tests;

/// <summary>What stores hold while they are open, and give back.</summary>
public sealed class LifetimeTests
{
    [Fact]
    public void Opening_and_closing_leaves_no_files_open()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Open files are counted in /proc.");
        using var harness = new RocksDbHarness();
        int before = 0;
        // Each waits for the disk some times: FAUST_TEST_OPENINGS=1000 for more.
        int openings = int.TryParse(Environment.GetEnvironmentVariable("FAUST_TEST_OPENINGS"), out int asked) ? asked : 200;
        for (int i = 0; i < openings; i++)
        {
            using (IStateStore store = harness.Stores.Open(Stores.Id)!)
            {
                store.Write(i * 3, 3);
                if (i % 100 == 0) store.Scan((_, _) => { });
                if (i % 50 == 49) store.Clear();
            }

            if (i == 10) before = CountFiles(harness.Directory);
        }

        Assert.Equal(before, CountFiles(harness.Directory));
        Assert.Empty(harness.All.Snapshot().Stores);
    }

    [Fact]
    public void Stores_share_one_cache_and_one_budget_of_writes()
    {
        using var harness = new RocksDbHarness(o => (o.CacheBytes, o.WriteBufferBytes) = (4 * 1024 * 1024, 4 * 1024 * 1024));
        IStateStore[] stores = [.. Enumerable.Range(0, 8).Select(p => harness.Stores.Open(Stores.Id with { Partition = p })!)];
        RocksDbShared shared = harness.All.Shared;
        long most = 0;
        for (int i = 0; i < 100; i++)
        {
            foreach (IStateStore store in stores) store.Write(i * 500, 500);
            most = Math.Max(most, shared.WriteBufferUsage);
        }

        foreach (IStateStore store in stores) Assert.Equal(50_000, store.Count());
        foreach (IStateStore store in stores) store.Dispose();
        // 400,000 entries of 110 bytes went through. What is being written to the disk comes on top of the budget.
        Assert.InRange(most, 1024 * 1024, 12 * 1024 * 1024);
        Assert.InRange(shared.CacheUsage, 0, 5 * 1024 * 1024);
    }

    [Fact]
    public void Writes_wait_for_the_disk_no_longer_than_they_may()
    {
        var time = new FakeTimeProvider();
        using var harness = new RocksDbHarness(o => o.FlushInterval = TimeSpan.FromMinutes(1), time: time);
        using IStateStore store = harness.Stores.Open(Stores.Id)!;
        store.Write(0, 100);
        Assert.Null(ReadPosition(harness));
        time.Advance(TimeSpan.FromSeconds(75));
        // The flush was begun, and is waited for as a close would.
        Assert.True(SpinWait.SpinUntil(() => ReadPosition(harness) == 100, TimeSpan.FromSeconds(30)));
        store.Write(100, 100);
        Assert.Equal(100, ReadPosition(harness));
    }

    [Fact]
    public void Metrics_tell_of_every_open_store()
    {
        using var harness = new RocksDbHarness();
        using ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        _ = new RocksDbMetrics(services.GetRequiredService<IMeterFactory>(), harness.All);
        var values = new Dictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == RocksDbMetrics.MeterName) l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            string key = instrument.Name;
            foreach (KeyValuePair<string, object?> tag in tags) key += $" {tag.Key}={tag.Value}";
            values[key] = value;
        });
        listener.Start();
        listener.RecordObservableInstruments();
        using (IStateStore store = harness.Stores.Open(Stores.Id)!) store.Write(0, 1000);
        using (IStateStore store = harness.Stores.Open(Stores.Id)!)
        {
            Assert.Equal(1000, store.Count());
            listener.RecordObservableInstruments();
        }

        Assert.Equal(1000, values["faust.rocksdb.entries faust.table=table faust.partition=0"]);
        Assert.InRange(values["faust.rocksdb.disk.live faust.table=table faust.partition=0"], 100_000, 200_000);
        Assert.Equal(0, values["faust.rocksdb.background_errors faust.table=table faust.partition=0"]);
        Assert.True(values["faust.rocksdb.cache.usage"] > 0);
        Assert.True(values.ContainsKey("faust.rocksdb.write_buffer.usage"));
        values.Clear();
        listener.RecordObservableInstruments();
        Assert.DoesNotContain(values.Keys, k => k.Contains("faust.table", StringComparison.Ordinal));
    }

    private static long? ReadPosition(RocksDbHarness harness)
    {
        using RocksDbStoreReader reader = RocksDbStoreReader.OpenReadOnly(harness.Options, Stores.Id);
        return reader.Position?.ChangelogOffset;
    }

    // Of this directory alone: other tests open files meanwhile.
    private static int CountFiles(string directory) => Directory.GetFiles("/proc/self/fd")
        .Count(f => new FileInfo(f).LinkTarget?.StartsWith(directory, StringComparison.Ordinal) == true);
}
