using System.Collections.Concurrent;
using Faust.Tests.App;
using Faust.Transport.Embedded;

namespace Faust.Tests.Processing;

/// <summary>Agents with several handlers at work in one partition.</summary>
[Collection(nameof(Alone))]
public sealed class ConcurrencyTests : IDisposable
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _gates = new();

    public void Dispose() => Environment.ExitCode = 0;

    [Fact]
    public async Task So_many_are_at_work_and_events_of_a_key_wait_for_each_other()
    {
        await using TestApp app = await StartAsync(async (e, _, _) => await Gate(e.Value.Value));
        Send(app, ("a", 1), ("a", 2), ("b", 3), ("c", 4), ("d", 5), ("a", 6));
        await app.Probe.WhenCalled(nameof(ServeCrowd), 3);
        Assert.Equal([1, 3, 4], SeenBy(app));
        Open(3);
        await app.Probe.WhenCalled(nameof(ServeCrowd), 4);
        Open(1);
        await app.Probe.WhenCalled(nameof(ServeCrowd), 5);
        Open(2);
        await app.Probe.WhenCalled(nameof(ServeCrowd), 6);
        Assert.Equal([1, 3, 4, 5, 2, 6], SeenBy(app));
        Open(4, 5, 6);
        await app.CaughtUpAsync();
        Assert.Equal(6, await CommittedAsync(app.Log));
    }

    [Fact]
    public async Task Without_order_events_of_a_key_are_at_work_together()
    {
        await using TestApp app = await StartAsync(async (e, _, _) => await Gate(e.Value.Value));
        for (int i = 1; i <= 3; i++) app.Get<Mob>().Send("a", new Num(i));
        await app.Get<Mob>().FlushAsync();
        await app.Probe.WhenCalled(nameof(ServeMob), 2);
        Open(2);
        await app.Probe.WhenCalled(nameof(ServeMob), 3);
        Assert.Equal([1, 2, 3], app.Probe.SeenBy(nameof(ServeMob)).Select(e => e.Value.Value));
        Open(1, 3);
        await app.CaughtUpAsync();
    }

    [Fact]
    public async Task No_commit_passes_an_event_at_work()
    {
        await using TestApp app = await StartAsync(async (e, c, _) =>
        {
            if (e.Value.Value == 2) await Gate(2);
            c.Results.Send(e.Key, e.Value);
        });
        Send(app, [.. Enumerable.Range(1, 100).Select(i => ($"k{i}", i))]);
        await TestApp.UntilAsync(async () => (await ResultsAsync(app.Log)).Count >= 99);
        await app.Worker.CommitAsync().WaitAsync(TestApp.Hang);
        Assert.Equal(1, await CommittedAsync(app.Log));
        Open(2);
        await app.CaughtUpAsync();
        Assert.Equal(100, await CommittedAsync(app.Log));
    }

    [Fact]
    public async Task Exactly_once_shows_nothing_until_all_that_was_taken_is_finished()
    {
        await using TestApp app = await StartAsync(
            async (e, c, _) =>
            {
                if (e.Value.Value == 2) await Gate(2);
                c.Results.Send(e.Key, e.Value);
            },
            ExactlyOnce);
        Send(app, ("a", 1), ("b", 2), ("c", 3), ("d", 4));
        await app.Probe.WhenCalled(nameof(ServeCrowd), 4);
        Task commit = app.Worker.CommitAsync();
        Assert.DoesNotContain(3, await ResultsAsync(app.Log));
        Open(2);
        await commit.WaitAsync(TestApp.Hang);
        await app.CaughtUpAsync();
        Assert.Equal([1, 2, 3, 4], (await ResultsAsync(app.Log)).Order());
    }

    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public async Task A_failed_attempt_is_taken_back_from_between_the_others(ProcessingGuarantee guarantee)
    {
        await using TestApp app = await StartAsync(
            async (e, c, _) =>
            {
                c.Sums![e.Key] += e.Value.Value;
                c.Results.Send(e.Key, e.Value);
                bool fails = e.Value.Value == 1 && !_gates.ContainsKey(1);
                if (e.Value.Value == 1) await Gate(1);
                c.Sums[e.Key] += e.Value.Value;
                if (fails) throw new InvalidOperationException("not yet");
            },
            o => o.ProcessingGuarantee = guarantee);
        Send(app, ("a", 1), ("b", 2), ("c", 3), ("a", 4));
        // The others are done with when the first fails.
        await app.Probe.WhenCalled(nameof(ServeCrowd), 3);
        Open(1);
        await app.CaughtUpAsync();
        Assert.Equal((10, 4, 6), (await SumAsync(app, "a"), await SumAsync(app, "b"), await SumAsync(app, "c")));
        Assert.Equal([1, 2, 3, 4], (await ResultsAsync(app.Log)).Order());
        Assert.Equal("10", (await TestApp.RebuildAsync(app.Log, "crowd-sums", 1))["a"]);
        Assert.Equal([1, 1, 4], app.Probe.SeenBy(nameof(ServeCrowd)).Where(e => e.Key == "a").Select(e => e.Value.Value));
    }

    [Fact]
    public async Task Exactly_once_makes_a_task_again_where_what_failed_was_overwritten()
    {
        int failures = 0;
        await using TestApp app = await StartAsync(
            async (e, c, _) =>
            {
                c.Sums!["all"] += e.Value.Value;
                if (e.Value.Value == 1) await Gate(1);
                if (e.Value.Value == 1 && Interlocked.Increment(ref failures) == 1) throw new InvalidOperationException("not yet");
            },
            o =>
            {
                ExactlyOnce(o);
                (o.MaxRestarts, o.RestartDelay) = (3, TimeSpan.FromMilliseconds(1));
            });
        Send(app, ("a", 1), ("b", 2));
        await app.Probe.WhenCalled(nameof(ServeCrowd), 2);
        Open(1);
        await app.CaughtUpAsync();
        Assert.Equal(3, await SumAsync(app, "all"));
        Assert.Equal("3", (await TestApp.RebuildAsync(app.Log, "crowd-sums", 1))["all"]);
    }

    [Fact]
    public async Task What_fails_for_good_goes_to_the_dead_letters_and_the_next_of_its_key_is_handled()
    {
        await using TestApp app = await StartAsync(
            async (e, c, _) =>
            {
                await Task.Yield();
                c.Sums![e.Key] += e.Value.Value;
                if (e.Value.Value == 1) throw new InvalidOperationException("poison");
            },
            o => o.OnError = OnError.DeadLetter);
        Send(app, ("a", 1), ("a", 2), ("b", 3));
        await app.CaughtUpAsync();
        Assert.Equal((2, 3), (await SumAsync(app, "a"), await SumAsync(app, "b")));
        Assert.Equal("""{"value":1}""", Assert.Single(await TestApp.ReadAsync(app.Log, "app-dead-letters", 4)).Text);
        Assert.Equal(3, await CommittedAsync(app.Log));
    }

    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce, 1)]
    [InlineData(ProcessingGuarantee.ExactlyOnce, 0)]
    public async Task What_does_not_end_in_time_is_cancelled_and_handled_by_the_next(ProcessingGuarantee guarantee, int least)
    {
        var log = new EmbeddedLog(TimeProvider.System);
        void Configure(FaustOptions options) => (options.ProcessingGuarantee, options.DrainTimeout, options.CommitInterval) =
            (guarantee, TimeSpan.FromMilliseconds(200), TimeSpan.FromHours(1));
        await using (TestApp one = await StartAsync(
            async (e, c, token) =>
            {
                c.Sums![e.Key] += e.Value.Value;
                if (e.Value.Value == 2) await Task.Delay(Timeout.Infinite, token);
            },
            Configure,
            log))
        {
            Send(one, ("a", 1), ("b", 2), ("c", 3));
            await one.Probe.WhenCalled(nameof(ServeCrowd), 3);
            await one.StopAsync();
        }

        Assert.Equal(least, await CommittedAsync(log));
        await using TestApp two = await StartAsync(
            (e, c, _) =>
            {
                c.Sums![e.Key] += e.Value.Value;
                return default;
            },
            Configure,
            log);
        await two.CaughtUpAsync();
        Assert.Equal((1, 2), (await SumAsync(two, "a"), await SumAsync(two, "b")));
        // At-least-once: what was finished behind the event that was not is done again.
        Assert.Equal(guarantee == ProcessingGuarantee.ExactlyOnce ? 3 : 6, await SumAsync(two, "c"));
    }

    [Fact]
    public async Task A_handler_that_leaves_the_logical_thread_is_told_so()
    {
        await using TestApp app = await StartAsync(
            async (e, c, _) =>
            {
                await Task.Delay(1, CancellationToken.None).ConfigureAwait(false);
                c.Sums![e.Key] = 1;
            },
            o => o.Retries = 0);
        Send(app, ("a", 1));
        await app.Worker.Completion.WaitAsync(TestApp.Hang);
        Assert.Contains("ConfigureAwait(false)", app.Worker.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_sent_has_the_time_of_its_own_event()
    {
        await using TestApp app = await StartAsync(async (e, c, _) =>
        {
            await Gate(e.Value.Value);
            c.Results.Send(e.Key, e.Value);
        });
        for (int i = 1; i <= 3; i++) app.Get<Crowd>().Send($"k{i}", new Num(i), DateTimeOffset.FromUnixTimeMilliseconds(i * 1000));
        await app.Get<Crowd>().FlushAsync();
        await app.Probe.WhenCalled(nameof(ServeCrowd), 3);
        Open(3, 1, 2);
        await app.CaughtUpAsync();
        Assert.All(await TestApp.ReadAsync(app.Log, "crowd-results", 1), r => Assert.Equal(r.Text, $$"""{"value":{{r.Timestamp / 1000}}}"""));
    }

    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public async Task An_agent_beside_it_takes_its_events_one_by_one(ProcessingGuarantee guarantee)
    {
        await using TestApp app = await StartAsync(
            async (e, c, _) =>
            {
                await Task.Yield();
                c.Results.Send(e.Key, e.Value);
            },
            o => o.ProcessingGuarantee = guarantee);
        for (int i = 0; i < 200; i++) app.Get<SharedCrowd>().Send($"k{i % 7}", new Num(i));
        await app.CaughtUpAsync();
        int sum = 0;
        await foreach ((_, int count) in app.Get<CrowdCounts>().ReadAllAsync()) sum += count;
        Assert.Equal(200, sum);
        Assert.Equal(Enumerable.Range(0, 200), (await ResultsAsync(app.Log)).Order());
    }

    private static Task<TestApp> StartAsync(
        Func<Event<string, Num>, Crowded, CancellationToken, ValueTask> handle, Action<FaustOptions>? configure = null, EmbeddedLog? log = null) =>
        TestApp.StartAsync(
            log,
            o =>
            {
                o.RetryDelay = TimeSpan.FromMilliseconds(1);
                configure?.Invoke(o);
            },
            prepare: p => p.OnCrowd = handle);

    private static void ExactlyOnce(FaustOptions options) => options.ProcessingGuarantee = ProcessingGuarantee.ExactlyOnce;

    private static void Send(TestApp app, params (string Key, int Value)[] events)
    {
        foreach ((string key, int value) in events) app.Get<Crowd>().Send(key, new Num(value));
    }

    private static IEnumerable<int> SeenBy(TestApp app) => app.Probe.SeenBy(nameof(ServeCrowd)).Select(e => e.Value.Value);

    private static async Task<List<int>> ResultsAsync(EmbeddedLog log) =>
        [.. (await TestApp.ReadAsync(log, "crowd-results", 1)).Select(r => int.Parse(r.Text[9..^1], null))];

    private static async Task<long> CommittedAsync(EmbeddedLog log) => (await TestApp.CommittedAsync(log, "crowd", 1)).GetValueOrDefault(0);

    private static async Task<int> SumAsync(TestApp app, string key) => await app.Get<CrowdSums>().GetAsync(key);

    private Task Gate(int value) => _gates.GetOrAdd(value, static _ => new TaskCompletionSource()).Task;

    private void Open(params int[] values)
    {
        foreach (int value in values) _gates.GetOrAdd(value, static _ => new TaskCompletionSource()).TrySetResult();
    }
}
