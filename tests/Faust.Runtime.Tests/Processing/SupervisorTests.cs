using Faust.Tests.App;

namespace Faust.Tests.Processing;

/// <summary>A task that failed is made again from its last commit.</summary>
[Collection(nameof(Alone))]
public sealed class SupervisorTests : IDisposable
{
    public void Dispose() => Environment.ExitCode = 0;

    [Fact]
    public async Task A_task_that_fails_goes_on_from_its_last_commit()
    {
        int failures = 0;
        await using TestApp app = await TestApp.StartAsync(
            configure: o => (o.MaxRestarts, o.RestartDelay) = (3, TimeSpan.FromMilliseconds(1)),
            prepare: probe => probe.OnStep = (e, sums, _) =>
            {
                sums[e.Key] = sums[e.Key] + e.Value.Value;
                // After the write: what the failed run wrote must be gone.
                if (e.Value.Value == 50 && Interlocked.Increment(ref failures) <= 3) throw new InvalidOperationException("not yet");
                return default;
            });
        for (int i = 1; i <= 100; i++)
        {
            app.Get<Steps>().Send("a", new Num(i));
            if (i % 20 == 0) await app.Get<Steps>().FlushAsync();
        }

        await app.CaughtUpAsync();
        Assert.Equal(5050, await app.Get<StepSums>().GetAsync("a"));
        Assert.Equal("5050", (await TestApp.RebuildAsync(app.Log, "step-sums"))["a"]);
        Assert.Equal(4, app.Probe.SeenBy("Step").Count(e => e.Value.Value == 50));
        Assert.Null(app.Worker.Failure);
    }

    [Fact]
    public async Task Past_its_budget_the_worker_stops_with_the_event_it_failed_on()
    {
        await using TestApp app = await TestApp.StartAsync(configure: o => (o.MaxRestarts, o.RestartDelay, o.Retries) = (2, TimeSpan.FromMilliseconds(1), 0));
        app.Get<Steps>().Send("a", new Num(1));
        app.Get<Steps>().Send("a", new Num(-1));
        await app.Worker.Completion.WaitAsync(TestApp.Hang);
        TaskFailedException failure = Assert.IsType<TaskFailedException>(app.Worker.Failure);
        Assert.Equal((1L, "Step"), (failure.Offset, failure.Agent));
        Assert.Equal(3, app.Probe.SeenBy("Step").Count(e => e.Value.Value == -1));
    }

    [Fact]
    public async Task Restarts_of_long_ago_do_not_count()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        bool fails = false;
        await using TestApp app = await TestApp.StartAsync(
            time: time,
            configure: o => (o.MaxRestarts, o.RestartDelay, o.RestartWindow) = (1, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)),
            prepare: probe => probe.OnStep = (_, _, _) => Interlocked.Exchange(ref fails, false) ? throw new InvalidOperationException("not yet") : default);
        for (int round = 0; round < 3; round++)
        {
            fails = true;
            int before = app.Probe.SeenBy("Step").Count();
            await app.Get<Steps>().SendAsync("a", new Num(1));
            await TestApp.UntilAsync(() =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(app.Probe.SeenBy("Step").Count() >= before + 2);
            });

            await app.CaughtUpAsync();
            time.Advance(TimeSpan.FromMinutes(2));
        }

        Assert.Null(app.Worker.Failure);
    }

    [Fact]
    public async Task Other_tasks_go_on_while_one_is_made_again()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using TestApp app = await TestApp.StartAsync(
            time: time, configure: o => (o.MaxRestarts, o.RestartDelay) = (1, TimeSpan.FromHours(1)));
        app.Get<Steps>().Send("a", new Num(-1));
        await app.Get<Steps>().FlushAsync();
        await app.Probe.WhenCalled("Step", 1);
        for (int i = 0; i < 100; i++) app.Get<Numbers>().Send("a", new Num(i));
        await app.Get<Numbers>().FlushAsync();
        await app.Probe.WhenCalled("Count", 100);
        await app.Worker.CommitAsync().WaitAsync(TestApp.Hang);
        Assert.Equal(100, (await TestApp.CommittedAsync(app.Log, "numbers")).Values.Sum());
    }
}
