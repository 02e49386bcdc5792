using Faust.Tests.App;
using Faust.Transport;
using Faust.Transport.Embedded;

namespace Faust.Tests.Processing;

public class CommitTests
{
    [Fact]
    public async Task What_is_caught_up_is_committed()
    {
        await using TestApp app = await TestApp.StartAsync(configure: o => o.CommitInterval = TimeSpan.FromHours(1));
        for (int i = 0; i < 1000; i++) app.Get<Numbers>().Send($"k{i}", new Num(i));
        await app.CaughtUpAsync();
        Assert.Equal(1000, (await TestApp.CommittedAsync(app.Log, "numbers")).Values.Sum());
    }

    [Fact]
    public async Task The_commit_interval_commits_by_itself()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using TestApp app = await TestApp.StartAsync(time: time);
        using var processed = new Processed(app, "numbers");
        await app.Get<Numbers>().SendAsync("a", new Num(1));
        await processed.WhenAsync(1);
        Assert.Empty(await TestApp.CommittedAsync(app.Log, "numbers"));
        time.Advance(TimeSpan.FromMilliseconds(100));
        await TestApp.UntilAsync(async () => (await TestApp.CommittedAsync(app.Log, "numbers")).Count > 0);
        Assert.Equal(1, (await TestApp.CommittedAsync(app.Log, "numbers")).Values.Sum());
    }

    [Fact]
    public async Task The_next_host_goes_on_where_the_last_one_stopped()
    {
        var log = new EmbeddedLog(TimeProvider.System);
        var values = new List<int>();
        for (int round = 0; round < 4; round++)
        {
            await using TestApp app = await TestApp.StartAsync(log);
            for (int i = 0; i < 300; i++) app.Get<Numbers>().Send($"k{i % 10}", new Num((round * 1000) + i));
            if (round % 2 == 0) await app.CaughtUpAsync();
            await app.StopAsync();
            values.AddRange(app.Probe.SeenBy("Count").Select(e => e.Value.Value));
            for (int i = 300; i < 310; i++)
            {
                string json = $$"""{"value":{{(round * 1000) + i}}}""";
                await TestApp.AppendAsync(log, new TopicPartition("numbers", i % 2), "between", json);
            }
        }

        await using TestApp last = await TestApp.StartAsync(log);
        await last.CaughtUpAsync();
        values.AddRange(last.Probe.SeenBy("Count").Select(e => e.Value.Value));
        Assert.Equal(Enumerable.Range(0, 4).SelectMany(r => Enumerable.Range(r * 1000, 310)), values.Order());
    }

    [Fact]
    public async Task Two_workers_share_the_partitions_and_one_takes_over_the_others()
    {
        var log = new EmbeddedLog(TimeProvider.System);
        await using TestApp one = await TestApp.StartAsync(log);
        await one.CaughtUpAsync();
        await using TestApp two = await TestApp.StartAsync(log);
        await two.CaughtUpAsync();
        for (int i = 0; i < 200; i++) one.Get<Numbers>().Send($"k{i}", new Num(i));
        await one.Get<Numbers>().FlushAsync();
        await Task.WhenAll(one.CaughtUpAsync(), two.CaughtUpAsync());
        int[] first = [.. one.Probe.SeenBy("Count").Select(e => e.Partition).Distinct()];
        int[] second = [.. two.Probe.SeenBy("Count").Select(e => e.Partition).Distinct()];
        Assert.Equal([0, 1], first.Concat(second).Order());
        Assert.Single(second);

        await one.StopAsync();
        for (int i = 200; i < 400; i++) two.Get<Numbers>().Send($"k{i}", new Num(i));
        await two.Get<Numbers>().FlushAsync();
        await two.Probe.WhenCalled("Count", 400 - one.Probe.SeenBy("Count").Count());
        await two.CaughtUpAsync();
        Assert.Equal(
            Enumerable.Range(0, 400), one.Probe.SeenBy("Count").Concat(two.Probe.SeenBy("Count")).Select(e => e.Value.Value).Order());
    }

    [Fact]
    public async Task Catching_up_follows_events_through_all_agents()
    {
        await using TestApp app = await TestApp.StartAsync();
        for (int round = 1; round <= 50; round++)
        {
            for (int i = 0; i < 20; i++) app.Get<First>().Send("abcdefgh"[(i % 8)..][..1], new Num(i));
            await Task.WhenAll(app.CaughtUpAsync(), app.CaughtUpAsync());
            long sum = 0;
            await foreach ((_, long count) in app.Get<ThirdCounts>().ReadAllAsync()) sum += count;
            Assert.Equal(round * 20, sum);
            Assert.Equal(round * 20, (await TestApp.CommittedAsync(app.Log, "third")).Values.Sum());
        }
    }

    [Fact]
    public async Task A_blocked_handler_bounds_what_is_taken_from_the_log()
    {
        var gate = new TaskCompletionSource();
        await using TestApp app = await TestApp.StartAsync(
            configure: o => (o.MaxQueuedRecords, o.MaxBatchRecords) = (100, 10),
            prepare: probe => probe.OnStep = async (_, _, _) => await gate.Task);
        using var consumed = new Processed(app, "steps", "messaging.client.consumed.messages");
        using var others = new Processed(app, "numbers");
        for (int i = 0; i < 5000; i++) app.Get<Steps>().Send("a", new Num(i));
        await app.Get<Steps>().FlushAsync();
        await consumed.WhenAsync(100);
        // Another topic's records go on meanwhile, so what the loop would take it has taken.
        for (int i = 0; i < 500; i++) app.Get<Numbers>().Send("a", new Num(i));
        await app.Get<Numbers>().FlushAsync();
        await others.WhenAsync(500);
        Assert.InRange(consumed.Count, 100, 110);
        gate.SetResult();
        await app.CaughtUpAsync();
        Assert.Equal(5000, app.Probe.SeenBy("Step").Count());
    }
}
