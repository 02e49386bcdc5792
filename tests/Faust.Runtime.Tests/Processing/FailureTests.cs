using Faust.Tests.App;
using Faust.Transport;
using Faust.Transport.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Faust.Tests.Processing;

[Collection(nameof(Alone))]
public sealed class FailureTests : IDisposable
{
    public void Dispose() => Environment.ExitCode = 0;

    [Fact]
    public async Task A_handler_that_throws_ends_the_worker_at_its_event()
    {
        var log = new EmbeddedLog(TimeProvider.System);
        await using TestApp app = await TestApp.StartAsync(log);
        for (int i = 0; i < 100; i++) app.Get<Numbers>().Send($"k{i}", new Num(i));
        app.Get<Steps>().Send("a", new Num(1));
        await app.CaughtUpAsync();
        for (int i = 0; i < 100; i++) app.Get<Numbers>().Send($"k{i}", new Num(i));
        await app.Get<Numbers>().FlushAsync();
        RecordMetadata sent = await app.Get<Steps>().SendAsync("a", new Num(-1));
        TaskFailedException failure = await FailureOf(app);
        Assert.Equal("bad step", failure.InnerException!.Message);
        Assert.Equal(new TopicPartition(sent.Topic, sent.Partition), failure.TopicPartition);
        Assert.Equal((1, "Step"), (failure.Offset, failure.Agent));
        Assert.Contains($"'Step' failed on the record at steps-{sent.Partition}@1", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await TestApp.CommittedAsync(log, "steps"))[sent.Partition]);
        Assert.Equal(app.Probe.SeenBy("Count").Count(), (await TestApp.CommittedAsync(log, "numbers")).Values.Sum());
        Assert.Equal(FaustWorkerState.Failed, app.Worker.State);
        Assert.Equal(2, app.Probe.Disposed);
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.Worker.WhenCaughtUpAsync());
    }

    [Fact]
    public async Task A_record_that_cannot_be_decoded_is_named()
    {
        await using TestApp app = await TestApp.StartAsync();
        await TestApp.AppendAsync(app.Log, new TopicPartition("steps", 1), "a", """{"value":1}""");
        await TestApp.AppendAsync(app.Log, new TopicPartition("steps", 1), "a", "{");
        TaskFailedException failure = await FailureOf(app);
        Assert.Equal((new TopicPartition("steps", 1), 1L, null), (failure.TopicPartition, failure.Offset, failure.Agent));
        Assert.Contains("steps-1@1 cannot be decoded", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_output_that_cannot_be_written_is_its_agents_failure()
    {
        await using TestApp app = await TestApp.StartAsync();
        app.Get<Steps>().Send("a", new Num(-2));
        TaskFailedException failure = await FailureOf(app);
        Assert.Equal(("Step", 0L), (failure.Agent, failure.Offset));
        Assert.Empty(await TestApp.ReadAsync(app.Log, "fragile"));
    }

    [Fact]
    public async Task An_agent_that_cannot_be_constructed_is_named()
    {
        await using TestApp app = await TestApp.StartAsync(prepare: p => p.ConstructorFails = true);
        TaskFailedException failure = await FailureOf(app);
        Assert.Equal("steps", failure.TopicPartition.Topic);
        Assert.Contains("'Step'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("no step", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_cancelled_by_the_drain_leaves_its_event_to_the_next_worker()
    {
        var log = new EmbeddedLog(TimeProvider.System);
        await using TestApp app = await TestApp.StartAsync(
            log,
            o => o.DrainTimeout = TimeSpan.FromMilliseconds(20),
            prepare: p => p.OnStep = static async (e, _, token) => await Task.Delay(e.Value.Value == 1 ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, token));
        await app.Get<Steps>().SendAsync("a", new Num(1));
        await app.Get<Steps>().SendAsync("a", new Num(2));
        await app.Probe.WhenCalled("Step", 2);
        await app.StopAsync();
        Assert.Null(app.Worker.Failure);
        Assert.Equal(1, (await TestApp.CommittedAsync(log, "steps")).Values.Sum());

        await using TestApp next = await TestApp.StartAsync(log);
        await next.CaughtUpAsync();
        Assert.Equal([2], next.Probe.SeenBy("Step").Select(e => e.Value.Value));
    }

    [Fact]
    public async Task A_handler_that_ignores_its_cancellation_does_not_keep_the_worker()
    {
        var never = new TaskCompletionSource();
        await using TestApp app = await TestApp.StartAsync(
            configure: o => o.DrainTimeout = TimeSpan.FromMilliseconds(20), prepare: p => p.OnStep = async (_, _, _) => await never.Task);
        await app.Get<Steps>().SendAsync("a", new Num(1));
        await app.Probe.WhenCalled("Step", 1);
        await app.StopAsync();
        Assert.IsType<TimeoutException>(app.Worker.Failure);
    }

    [Fact]
    public async Task No_offset_is_committed_before_the_log_has_what_was_sent_nor_after_it_refused_it()
    {
        var arrival = new TaskCompletionSource();
        var log = new EmbeddedLog(TimeProvider.System);
        await using TestApp app = TestApp.Create(log, build: b => b.Services.Replace(
            ServiceDescriptor.Singleton<ITransport>(new SlowTransport(log, "app-step-sums-changelog", arrival.Task))));
        await app.Host.StartAsync();
        app.Get<Steps>().Send("a", new Num(1));
        Task caughtUp = app.Worker.WhenCaughtUpAsync();
        await TestApp.UntilAsync(async () => (await TestApp.ReadAsync(log, "app-step-sums-changelog")).Count > 0);
        app.Get<Steps>().Send("a", new Num(2));
        await app.Get<Steps>().FlushAsync();
        await app.Probe.WhenCalled("Step", 2);
        Assert.Equal(0, (await TestApp.CommittedAsync(log, "steps")).Values.Sum());
        Assert.False(caughtUp.IsCompleted);
        arrival.SetException(new TransportException("refused"));
        await app.Worker.Completion.WaitAsync(TestApp.Hang);
        Assert.Equal("refused", app.Worker.Failure!.Message);
        Assert.Equal(0, (await TestApp.CommittedAsync(log, "steps")).Values.Sum());
        await Assert.ThrowsAnyAsync<Exception>(() => caughtUp);
    }

    private static async Task<TaskFailedException> FailureOf(TestApp app)
    {
        await app.Worker.Completion.WaitAsync(TestApp.Hang);
        return Assert.IsType<TaskFailedException>(app.Worker.Failure);
    }
}
