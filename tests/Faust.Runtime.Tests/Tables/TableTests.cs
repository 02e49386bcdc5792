using Faust.Tests.App;
using Faust.Transport.Conformance;

namespace Faust.Tests.Tables;

public class TableTests
{
    [Fact]
    public async Task The_changelog_holds_what_the_table_holds()
    {
        await using TestApp app = await TestApp.StartAsync();
        Numbers numbers = app.Get<Numbers>();
        var random = new Random(1);
        for (int i = 0; i < 3000; i++)
        {
            string key = $"k{random.Next(50)}";
            if (random.Next(4) == 0) numbers.SendTombstone(key);
            else numbers.Send(key, new Num(i));
            if (i % 500 == 0) await app.CaughtUpAsync();
        }

        await app.CaughtUpAsync();
        var table = new Dictionary<string, string>();
        await foreach ((string key, long count) in app.Get<Counts>().ReadAllAsync()) table.Add(key, $"{count}");
        Assert.Equal(table.OrderBy(e => e.Key), (await TestApp.RebuildAsync(app.Log, "counts")).OrderBy(e => e.Key));
    }

    [Fact]
    public async Task A_key_changed_many_times_between_two_commits_is_one_changelog_record()
    {
        await using TestApp app = await TestApp.StartAsync(configure: o => o.CommitInterval = TimeSpan.FromHours(1));
        using var processed = new Processed(app, "numbers");
        for (int i = 0; i < 1000; i++) app.Get<Numbers>().Send($"k{i % 5}", new Num(i));
        await app.Get<Numbers>().FlushAsync();
        await processed.WhenAsync(1000);
        await app.CaughtUpAsync();
        Assert.Equal(5, (await TestApp.ReadAsync(app.Log, "app-counts-changelog")).Count);
        app.Get<Numbers>().SendTombstone("k0");
        await app.CaughtUpAsync();
        List<ReadRecord> records = await TestApp.ReadAsync(app.Log, "app-counts-changelog");
        Assert.Equal(6, records.Count);
        Assert.Single(records, r => r.Value is null);
        Assert.Equal(4, (await TestApp.RebuildAsync(app.Log, "counts")).Count);
    }

    [Fact]
    public async Task A_missing_key_reads_as_the_default()
    {
        await using TestApp app = await TestApp.StartAsync();
        await app.CaughtUpAsync();
        Assert.Equal(0, await app.Get<Counts>().GetAsync("nobody"));
    }

    [Fact]
    public async Task Outside_agents_only_asynchronous_reads_are_possible()
    {
        await using TestApp app = await TestApp.StartAsync();
        Counts counts = app.Get<Counts>();
        Assert.Contains("GetAsync", Assert.Throws<InvalidOperationException>(() => counts["a"]).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => counts["a"] = 1);
        Assert.Throws<InvalidOperationException>(() => counts.Remove("a"));
        Assert.Throws<InvalidOperationException>(() => counts.Count);
    }

    [Fact]
    public async Task Reading_a_table_whose_worker_has_not_started_or_has_ended_is_an_error()
    {
        await using TestApp app = TestApp.Create();
        Counts counts = app.Get<Counts>();
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await counts.GetAsync("a"));
        await app.Host.StartAsync();
        await app.CaughtUpAsync();
        await app.StopAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await counts.ReadAllAsync().GetAsyncEnumerator().MoveNextAsync());
    }

    [Fact]
    public async Task Reads_from_outside_see_whole_events_only()
    {
        await using TestApp app = await TestApp.StartAsync(prepare: probe => probe.OnStep = static async (e, sums, _) =>
        {
            sums["a"] = sums["a"] + 1;
            await Task.Yield();
            sums["a"] = sums["a"] + 1;
        });
        await app.CaughtUpAsync();
        for (int i = 0; i < 500; i++)
        {
            app.Get<Steps>().Send("a", new Num(i));
            Assert.Equal(0, await app.Get<StepSums>().GetAsync("a") % 2);
        }

        await app.CaughtUpAsync();
        Assert.Equal(1000, await app.Get<StepSums>().GetAsync("a"));
    }

    [Fact]
    public async Task A_lost_partition_writes_nothing_more()
    {
        // On a clock that stands: otherwise a slow machine gives the batches to their agents before they are lost.
        await using TestApp app = await TestApp.StartAsync(time: new Microsoft.Extensions.Time.Testing.FakeTimeProvider());
        using var processed = new Processed(app, "batched");
        await app.Get<Batched>().SendAsync("a", new Num(1));
        await processed.WhenAsync(1);
        await using Faust.Transport.IAdmin admin = app.Log.CreateAdmin();
        await admin.DeleteTopicsAsync(["batched"]);
        await TestApp.UntilAsync(() => Task.FromResult(Processed.AssignedTo(app) <= 20));
        await app.StopAsync();
        Assert.Empty(app.Probe.Batches);
    }
}
