using Faust.Storage;
using Faust.Tests.App;
using Faust.Transport;
using Faust.Transport.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Faust.Tests.Processing;

/// <summary>Tables are what their changelogs say, whoever takes them over and whatever a store has kept.</summary>
public sealed class RestoreTests
{
    [Fact]
    public async Task A_table_goes_on_where_the_last_host_left_it()
    {
        var log = new EmbeddedLog(TimeProvider.System);
        for (int round = 1; round <= 3; round++)
        {
            await using TestApp app = await TestApp.StartAsync(log);
            for (int i = 0; i < 300; i++) app.Get<Numbers>().Send($"k{i % 10}", new Num(i));
            await app.CaughtUpAsync();
            Assert.Equal(Enumerable.Range(0, 10).Select(i => ($"k{i}", round * 30L)), await ReadAsync(app));
        }
    }

    [Fact]
    public async Task A_key_that_was_removed_stays_away()
    {
        var log = new EmbeddedLog(TimeProvider.System);
        await using (TestApp app = await TestApp.StartAsync(log))
        {
            for (int i = 0; i < 100; i++) app.Get<Numbers>().Send($"k{i}", new Num(i));
            await app.CaughtUpAsync();
            for (int i = 0; i < 100; i += 2) app.Get<Numbers>().SendTombstone($"k{i}");
            await app.CaughtUpAsync();
        }

        await using TestApp next = await TestApp.StartAsync(log);
        await next.CaughtUpAsync();
        Assert.Equal(Enumerable.Range(0, 50).Select(i => ($"k{(2 * i) + 1}", 1L)).Order(), await ReadAsync(next));
    }

    [Fact]
    public async Task Another_worker_reads_the_tables_of_its_new_partitions_back()
    {
        var log = new EmbeddedLog(TimeProvider.System);
        await using TestApp one = await TestApp.StartAsync(log);
        for (int i = 0; i < 200; i++) one.Get<Numbers>().Send($"k{i}", new Num(i));
        await one.CaughtUpAsync();
        await using TestApp two = await TestApp.StartAsync(log);
        await two.CaughtUpAsync();
        for (int i = 0; i < 200; i++) one.Get<Numbers>().Send($"k{i}", new Num(i));
        await one.Get<Numbers>().FlushAsync();
        await Task.WhenAll(one.CaughtUpAsync(), two.CaughtUpAsync());
        Assert.Equal(Enumerable.Range(0, 200).Select(i => ($"k{i}", 2L)).Order(), (await ReadAsync(one)).Concat(await ReadAsync(two)).Order());
    }

    [Fact]
    public async Task From_a_store_only_the_tail_is_read()
    {
        var log = new EmbeddedLog(TimeProvider.System);
        var stores = new DictionaryStores();
        await RunAsync(log, stores, 0, 1000);
        // What the store has must be believed: the changelog's beginning is made to look different.
        foreach (DictionaryStore store in stores.All.Where(s => s.Entries.ContainsKey("k1"))) store.Entries["k1"] = "5000";
        await using TestApp app = await RunAsync(log, stores, 1000, 100, leave: false);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => ($"k{i}", i == 1 ? 5010L : 110L)), await ReadAsync(app));
    }

    [Fact]
    public async Task Store_is_a_fold_of_its_changelog_up_to_its_offset()
    {
        var log = new EmbeddedLog(TimeProvider.System);
        var stores = new DictionaryStores();
        for (int round = 0; round < 3; round++)
        {
            await RunAsync(log, stores, round * 500, 500);
            foreach (DictionaryStore store in stores.All)
            {
                Dictionary<string, string> fold = [];
                var changelog = new TopicPartition($"{TestApp.Id}-{store.Id.Table}-changelog", store.Id.Partition);
                foreach (Transport.Conformance.ReadRecord record in await TestApp.ReadAsync(log, changelog.Topic, changelog.Partition + 1))
                {
                    if (record.TopicPartition != changelog || record.Offset >= (store.Position?.ChangelogOffset ?? 0)) continue;
                    fold[System.Text.Encoding.UTF8.GetString(record.Key!)] = record.Text;
                }

                Assert.Equal(fold.OrderBy(e => e.Key), store.Entries.OrderBy(e => e.Key));
            }
        }
    }

    [Fact]
    public async Task A_store_older_than_the_changelogs_tombstones_is_read_back_whole()
    {
        var log = new EmbeddedLog(TimeProvider.System);
        var stores = new DictionaryStores();
        await RunAsync(log, stores, 0, 100);
        foreach (DictionaryStore store in stores.All.Where(s => s.Position is not null))
        {
            // Was away for two days, in which a key was removed and its tombstone compacted away.
            store.Entries["gone"] = "7";
            store.Position = new StateStorePosition(store.Position!.Value.ChangelogOffset - 1, TimeProvider.System.GetUtcNow().AddDays(-2));
        }

        await using TestApp app = await RunAsync(log, stores, 100, 10, leave: false);
        Assert.DoesNotContain(await ReadAsync(app), e => e.Key == "gone");
        Assert.Equal(110, (await ReadAsync(app)).Sum(e => e.Count));
    }

    [Fact]
    public async Task A_store_ahead_of_the_changelog_belongs_to_another_log()
    {
        var stores = new DictionaryStores();
        await RunAsync(new EmbeddedLog(TimeProvider.System), stores, 0, 100);
        await using TestApp app = await RunAsync(new EmbeddedLog(TimeProvider.System), stores, 0, 10, leave: false);
        Assert.Equal(10, (await ReadAsync(app)).Sum(e => e.Count));
    }

    [Fact]
    public async Task Restoring_tells_how_far_it_is()
    {
        var log = new EmbeddedLog(TimeProvider.System);
        await RunAsync(log, new DictionaryStores(), 0, 30_000, distinct: true);
        await using TestApp app = TestApp.Create(log);
        var told = new System.Collections.Concurrent.ConcurrentQueue<RestoreProgress>();
        app.Worker.RestoreProgressed += (_, progress) => told.Enqueue(progress);
        await app.Host.StartAsync();
        await app.CaughtUpAsync();
        RestoreProgress[] counts = [.. told.Where(p => p.Tables.Contains("counts"))];
        Assert.Equal(2, counts.Count(p => p.IsCompleted));
        Assert.Equal(30_000, counts.Where(p => p.IsCompleted).Sum(p => p.Records));
        Assert.All(counts, p => Assert.InRange(p.Percent, 0, 100));
    }

    [Fact]
    public async Task A_changelog_record_that_is_no_entry_is_named()
    {
        var log = new EmbeddedLog(TimeProvider.System);
        await RunAsync(log, new DictionaryStores(), 0, 10);
        await TestApp.AppendAsync(log, new TopicPartition("app-counts-changelog", 1), "k", "not a number");
        await using TestApp app = await TestApp.StartAsync(log);
        await app.Worker.Completion.WaitAsync(TestApp.Hang);
        TaskFailedException failure = Assert.IsType<TaskFailedException>(app.Worker.Failure);
        Assert.Contains("'counts' cannot be read back", failure.Message, StringComparison.Ordinal);
        Assert.Equal("app-counts-changelog-1", failure.TopicPartition.ToString());
        Environment.ExitCode = 0;
    }

    private static async Task<TestApp> RunAsync(
        EmbeddedLog log, DictionaryStores stores, int from, int count, bool leave = true, bool distinct = false)
    {
        TestApp app = TestApp.Create(log, build: b => b.Services.Replace(ServiceDescriptor.Singleton<IStateStoreProvider>(stores)));
        await app.Host.StartAsync();
        for (int i = from; i < from + count; i++) app.Get<Numbers>().Send(distinct ? $"k{i}" : $"k{i % 10}", new Num(i));
        await app.CaughtUpAsync();
        if (leave) await app.DisposeAsync();
        return app;
    }

    private static async Task<List<(string Key, long Count)>> ReadAsync(TestApp app)
    {
        var read = new List<(string, long)>();
        await foreach ((string key, long count) in app.Get<Counts>().ReadAllAsync()) read.Add((key, count));
        return [.. read.Order()];
    }
}
