using Faust.Tests.App;
using Faust.Transport.Embedded;

namespace Faust.Tests.Processing;

/// <summary>Outputs, tables and offsets are one: seen together, or not at all.</summary>
[Collection(nameof(Alone))]
public sealed class ExactlyOnceTests : IDisposable
{
    public void Dispose() => Environment.ExitCode = 0;

    [Fact]
    public async Task Events_go_through_all_agents_once()
    {
        await using TestApp app = await TestApp.StartAsync(configure: ExactlyOnce);
        for (int round = 1; round <= 20; round++)
        {
            for (int i = 0; i < 20; i++) app.Get<First>().Send("abcdefgh"[(i % 8)..][..1], new Num(i));
            await Task.WhenAll(app.CaughtUpAsync(), app.CaughtUpAsync());
            long sum = 0;
            await foreach ((_, long count) in app.Get<ThirdCounts>().ReadAllAsync()) sum += count;
            Assert.Equal(round * 20, sum);
            Assert.Equal(round * 20, (await TestApp.RebuildAsync(app.Log, "third-counts")).Values.Sum(long.Parse));
        }
    }

    [Fact]
    public async Task Nothing_of_an_event_is_seen_before_its_commit()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using TestApp app = await TestApp.StartAsync(time: time, configure: ExactlyOnce);
        using var processed = new Processed(app, "first");
        for (int i = 0; i < 5000; i++) app.Get<First>().Send("a", new Num(i));
        await app.Get<First>().FlushAsync();
        await processed.WhenAsync(5000);
        Assert.Empty(await TestApp.ReadAsync(app.Log, "second"));
        await app.Worker.CommitAsync().WaitAsync(TestApp.Hang);
        Assert.Equal(5000, (await TestApp.ReadAsync(app.Log, "second")).Count);
        Assert.Equal(5000, (await TestApp.CommittedAsync(app.Log, "first")).Values.Sum());
    }

    [Fact]
    public async Task What_a_failed_run_of_a_task_sent_is_never_seen()
    {
        int failures = 0;
        await using TestApp app = await TestApp.StartAsync(
            configure: o =>
            {
                ExactlyOnce(o);
                (o.MaxRestarts, o.RestartDelay) = (10, TimeSpan.FromMilliseconds(1));
            },
            prepare: probe => probe.OnStep = (e, sums, _) =>
            {
                sums[e.Key] = sums[e.Key] + e.Value.Value;
                if (e.Value.Value % 100 == 0 && Interlocked.Increment(ref failures) % 2 == 1) throw new InvalidOperationException("not yet");
                return default;
            });
        for (int i = 1; i <= 500; i++)
        {
            app.Get<Steps>().Send("a", new Num(i));
            if (i % 50 == 0) await app.CaughtUpAsync();
        }

        Assert.Equal(125_250, await app.Get<StepSums>().GetAsync("a"));
        Assert.Equal("125250", (await TestApp.RebuildAsync(app.Log, "step-sums"))["a"]);
        Assert.Equal(10, failures);
    }

    [Fact]
    public async Task A_slow_handler_does_not_keep_others_from_committing()
    {
        var gate = new TaskCompletionSource();
        await using TestApp app = await TestApp.StartAsync(configure: ExactlyOnce, prepare: probe => probe.OnStep = async (_, _, _) => await gate.Task);
        app.Get<Steps>().Send("a", new Num(1));
        await app.Get<Steps>().FlushAsync();
        await app.Probe.WhenCalled("Step", 1);
        for (int i = 0; i < 100; i++) app.Get<Numbers>().Send("a", new Num(i));
        await app.Get<Numbers>().FlushAsync();
        await TestApp.UntilAsync(async () => (await TestApp.CommittedAsync(app.Log, "numbers")).Values.Sum() == 100);
        Assert.Empty(await TestApp.CommittedAsync(app.Log, "steps"));
        gate.SetResult();
        await app.CaughtUpAsync();
        Assert.Equal(1, (await TestApp.CommittedAsync(app.Log, "steps")).Values.Sum());
    }

    [Fact]
    public async Task Outputs_that_wait_for_a_commit_are_bounded()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using TestApp app = await TestApp.StartAsync(
            time: time,
            configure: o =>
            {
                ExactlyOnce(o);
                o.MaxStagedBytes = 100_000;
                o.MaxBatchRecords = 100;
            });
        for (int i = 0; i < 20_000; i++) app.Get<First>().Send("a", new Num(i));
        await app.Get<First>().FlushAsync();
        // No interval passes, as the clock stands: only what is full is committed.
        await TestApp.UntilAsync(async () => (await TestApp.ReadAsync(app.Log, "second")).Count >= 15_000);
        await app.CaughtUpAsync();
        Assert.Equal(20_000, (await TestApp.ReadAsync(app.Log, "second")).Count);
    }

    [Fact]
    public async Task Two_workers_share_and_take_over()
    {
        var log = new EmbeddedLog(TimeProvider.System);
        await using TestApp one = await TestApp.StartAsync(log, ExactlyOnce);
        for (int i = 0; i < 500; i++) one.Get<First>().Send($"{(char)('a' + (i % 20))}", new Num(i));
        await one.Get<First>().FlushAsync();
        await using (TestApp two = await TestApp.StartAsync(log, ExactlyOnce))
        {
            for (int i = 0; i < 500; i++) one.Get<First>().Send($"{(char)('a' + (i % 20))}", new Num(i));
            await one.Get<First>().FlushAsync();
            await two.Worker.WhenCaughtUpAsync().WaitAsync(TestApp.Hang);
        }

        for (int i = 0; i < 500; i++) one.Get<First>().Send($"{(char)('a' + (i % 20))}", new Num(i));
        await one.CaughtUpAsync();
        Assert.Equal(1500, (await TestApp.RebuildAsync(log, "third-counts")).Values.Sum(long.Parse));
        Assert.Equal(1500, (await TestApp.ReadAsync(log, "third")).Count);
        long sum = 0;
        await foreach ((_, long count) in one.Get<ThirdCounts>().ReadAllAsync()) sum += count;
        Assert.Equal(1500, sum);
    }

    private static void ExactlyOnce(FaustOptions options) => options.ProcessingGuarantee = ProcessingGuarantee.ExactlyOnce;
}
