using System.Text;
using Faust.RocksDb.Tests.App;
using Faust.Storage;
using Faust.Transport.Embedded;
using Microsoft.Extensions.Logging;

namespace Faust.RocksDb.Tests;

/// <summary>A whole worker with its tables on RocksDB, on a log on disk.</summary>
public sealed class WorkerTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("faust-rocksdb-worker-").FullName;
    private readonly Dictionary<string, Total> _expected = [];

    private string State => Path.Combine(_directory, "state");

    public void Dispose()
    {
        Environment.ExitCode = 0;
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task After_a_restart_only_the_tail_of_the_changelogs_is_read_back()
    {
        await using EmbeddedLog log = OpenLog();
        await using (StoreApp app = await StoreApp.StartAsync(log, State))
        {
            await SendAsync(app, 0, 5000);
            Assert.Equal(_expected, await app.ReadTotalsAsync());
        }

        long before = await ChangelogEndsAsync(log);
        await using (StoreApp app = await StoreApp.StartAsync(log, State))
        {
            await app.CaughtUpAsync();
            Assert.Equal(0, app.RestoredRecords);
            Assert.Equal(_expected, await app.ReadTotalsAsync());
        }

        // Without the stores, which lag behind then.
        await using (StoreApp app = await StoreApp.StartAsync(log, null))
        {
            await SendAsync(app, 5000, 300);
            Assert.Equal(before, app.RestoredRecords);
        }

        long after = await ChangelogEndsAsync(log);
        Assert.True(after > before);
        await using (StoreApp app = await StoreApp.StartAsync(log, State))
        {
            await app.CaughtUpAsync();
            Assert.Equal(after - before, app.RestoredRecords);
            Assert.Equal(_expected, await app.ReadTotalsAsync());
        }

        Assert.Equal(_expected.Keys.Order(), ReadStores("totals").Keys.Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Aborted_commits_leave_nothing_in_the_stores(int seed)
    {
        await using EmbeddedLog log = OpenLog();
        var flaky = new FlakyTransport(log, new Random(seed));
        for (int life = 0; life < 3; life++)
        {
            await using StoreApp app = await StoreApp.StartAsync(flaky, State, ProcessingGuarantee.ExactlyOnce);
            for (int round = 0; round < 10; round++) await SendAsync(app, (life * 1000) + (round * 100), 100);
            Assert.Equal(_expected, await app.ReadTotalsAsync());
        }

        Assert.True(flaky.Failures > 3, $"only {flaky.Failures} transactions failed");
        // What is in the stores, without the changelogs' help.
        Assert.Equal(
            _expected.Select(e => (e.Key, $$"""{"count":{{e.Value.Count}},"sum":{{e.Value.Sum}}}""")).Order(),
            ReadStores("totals").Select(e => (e.Key, e.Value)).Order());
    }

    [Fact]
    public async Task Damaged_store_is_read_back_from_the_changelog()
    {
        await using EmbeddedLog log = OpenLog();
        await using (StoreApp app = await StoreApp.StartAsync(log, State)) await SendAsync(app, 0, 5000);
        foreach (string file in Directory.GetFiles(State, "*.sst", SearchOption.AllDirectories))
        {
            byte[] bytes = File.ReadAllBytes(file);
            // In the first block, which is found when it is read.
            bytes[10] ^= 0xFF;
            File.WriteAllBytes(file, bytes);
        }

        var logger = new ListLogger();
        await using (StoreApp app = await StoreApp.StartAsync(log, State, logger: logger))
        {
            // The agents come upon it.
            await SendAsync(app, 5000, 600);
            Assert.Equal(_expected, await app.ReadTotalsAsync());
        }

        Assert.Contains(logger.Entries, e => e.Level == LogLevel.Warning && e.Message.Contains("is damaged", StringComparison.Ordinal));
    }

    private EmbeddedLog OpenLog() => new(
        TimeProvider.System,
        new EmbeddedLogOptions { Directory = Path.Combine(_directory, "log"), Durability = LogDurability.Process });

    private static async Task<long> ChangelogEndsAsync(EmbeddedLog log)
    {
        await using Transport.IAdmin admin = log.CreateAdmin();
        IReadOnlyList<Transport.PartitionOffsets> ends = await admin.GetOffsetsAsync(
            [.. from table in (string[])["totals", "last"] from p in (int[])[0, 1] select new Transport.TopicPartition($"app-{table}-changelog", p)], default);
        return ends.Sum(e => e.High - e.Low);
    }

    private async Task SendAsync(StoreApp app, int from, int count)
    {
        for (int i = from; i < from + count; i++)
        {
            string key = $"k{i * 7919L % 511}";
            if (i % 13 == 12)
            {
                app.Get<Payments>().SendTombstone(key);
                _expected.Remove(key);
                continue;
            }

            app.Get<Payments>().Send(key, new Payment(i));
            Total total = _expected.GetValueOrDefault(key);
            _expected[key] = new Total(total.Count + 1, total.Sum + i);
        }

        await app.CaughtUpAsync();
    }

    private Dictionary<string, string> ReadStores(string table)
    {
        var entries = new Dictionary<string, string>();
        foreach (StateStoreId id in RocksDbStoreReader.Find(State).Where(s => s.Table == table))
        {
            using RocksDbStoreReader reader = RocksDbStoreReader.OpenReadOnly(new RocksDbOptions { Directory = State }, id);
            reader.Scan((key, value) => entries.Add(Encoding.UTF8.GetString(key), Encoding.UTF8.GetString(value)));
        }

        return entries;
    }
}
