using Faust.Tests.App;
using Faust.Transport.Conformance;

namespace Faust.Tests.Agents;

public class HandlerTests
{
    [Fact]
    public async Task A_record_is_decoded_once_for_all_agents_of_its_topic()
    {
        await using TestApp app = await TestApp.StartAsync();
        CountedTopic topic = app.Get<CountedTopic>();
        Counted[] values = [.. Enumerable.Range(0, 100).Select(i => new Counted { Value = i })];
        int before = Counted.Decoded;
        for (int i = 0; i < 100; i++) topic.Send($"k{i}", values[i]);
        await app.CaughtUpAsync();
        Assert.Equal(100, Counted.Decoded - before);
        Assert.Equal(Enumerable.Range(0, 100).SelectMany(i => new[] { i, i }), app.Probe.Values.Order());
    }

    [Fact]
    public async Task Tombstones_reach_handlers_of_events_and_not_those_of_values()
    {
        await using TestApp app = await TestApp.StartAsync();
        Numbers numbers = app.Get<Numbers>();
        numbers.Send("a", new Num(1));
        numbers.SendTombstone("a");
        numbers.Send("a", new Num(2));
        await app.CaughtUpAsync();
        Assert.Equal([true, false, true], app.Probe.SeenBy("Count").Select(e => e.HasValue));
        Assert.Equal([1, 2], app.Probe.Values);
    }

    [Fact]
    public async Task An_event_without_a_key_says_so()
    {
        await using TestApp app = await TestApp.StartAsync();
        app.Get<Numbers>().Send(null!, new Num(1));
        app.Get<Numbers>().Send("", new Num(2));
        await app.CaughtUpAsync();
        Assert.Equal([(1, false), (2, true)], app.Probe.SeenBy("Count").OrderBy(e => e.Value.Value).Select(e => (e.Value.Value, e.HasKey)));
    }

    [Fact]
    public async Task Events_know_where_they_come_from()
    {
        await using TestApp app = await TestApp.StartAsync();
        RecordMetadata sent = await app.Get<Numbers>().SendAsync("a", new Num(1), default(Headers).Add("h", "x").Add("h", "y"));
        await app.CaughtUpAsync();
        Event<string, Num> e = Assert.Single(app.Probe.SeenBy("Count"));
        Assert.Equal((sent.Topic, sent.Partition, sent.Offset), (e.Topic, e.Partition, e.Offset));
        Assert.True(e.Headers.TryGet("h", out Header last));
        Assert.Equal("y"u8.ToArray(), last.Value.ToArray());
    }

    [Fact]
    public async Task Event_time_and_headers_travel_with_what_an_agent_sends()
    {
        await using TestApp app = await TestApp.StartAsync();
        var at = new DateTimeOffset(2001, 1, 2, 3, 4, 5, TimeSpan.Zero);
        app.Get<TimedTopic>().Send("a", new Timed(at, 1), default(Headers).Add("trace", "7"));
        app.Get<TimedTopic>().Send("a", new Timed(at.AddDays(-1), 2));
        await app.CaughtUpAsync();
        Event<string, Num>[] received = [.. app.Probe.SeenBy("Receive")];
        Assert.Equal([at, at.AddDays(-1)], received.Select(e => e.Timestamp));
        Assert.True(received[0].Headers.TryGet("trace", out _));
        Assert.True(received[1].Headers.IsEmpty);
        List<ReadRecord> records = await TestApp.ReadAsync(app.Log, "timed");
        Assert.Equal(at.ToUnixTimeMilliseconds(), records[0].Timestamp);
    }

    [Fact]
    public async Task Records_keep_the_order_of_their_partition()
    {
        await using TestApp app = await TestApp.StartAsync();
        Numbers numbers = app.Get<Numbers>();
        for (int i = 0; i < 5000; i++) numbers.Send($"k{i % 7}", new Num(i));
        await app.CaughtUpAsync();
        foreach (IGrouping<int, Event<string, Num>> partition in app.Probe.SeenBy("Count").GroupBy(e => e.Partition))
        {
            Assert.Equal(partition.Select(e => e.Offset).Order(), partition.Select(e => e.Offset));
            Assert.Equal(partition.Select(e => e.Value.Value).Order(), partition.Select(e => e.Value.Value));
        }
    }

    [Fact]
    public async Task A_task_runs_one_handler_at_a_time_and_comes_back_to_its_logical_thread()
    {
        int[] inside = new int[2];
        await using TestApp app = await TestApp.StartAsync(prepare: probe => probe.OnStep = async (e, sums, _) =>
        {
            SynchronizationContext? context = SynchronizationContext.Current;
            Assert.Equal(1, Interlocked.Increment(ref inside[e.Partition]));
            int before = sums[e.Key];
            await Task.Yield();
            Assert.Same(context, SynchronizationContext.Current);
            await Task.Run(() => 1);
            Assert.Same(context, SynchronizationContext.Current);
            Assert.Equal(before, sums[e.Key]);
            sums[e.Key] = before + 1;
            Assert.Equal(0, Interlocked.Decrement(ref inside[e.Partition]));
        });
        Steps steps = app.Get<Steps>();
        StepSums sums = app.Get<StepSums>();
        await app.CaughtUpAsync();
        for (int i = 0; i < 2000; i++)
        {
            steps.Send($"k{i % 10}", new Num(i));
            if (i % 100 == 0) await sums.GetAsync("k0");
        }

        await app.CaughtUpAsync();
        Assert.Null(app.Worker.Failure);
        for (int k = 0; k < 10; k++) Assert.Equal(200, await sums.GetAsync($"k{k}"));
    }
}
