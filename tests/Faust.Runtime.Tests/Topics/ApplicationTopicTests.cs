using Faust.Processing;
using Faust.Tests.App;
using Faust.Transport;
using Microsoft.Extensions.Time.Testing;

namespace Faust.Tests.Topics;

public class ApplicationTopicTests
{
    [Fact]
    public async Task Many_threads_may_send_at_once()
    {
        await using TestApp app = await TestApp.StartAsync();
        Numbers numbers = app.Get<Numbers>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(t => Task.Run(async () =>
        {
            for (int i = 0; i < 2000; i++)
            {
                if (i % 100 == 0) await numbers.SendAsync($"k{i}", new Num((t * 2000) + i));
                else numbers.Send($"k{i}", new Num((t * 2000) + i));
            }
        })));
        await app.CaughtUpAsync();
        Assert.Equal(Enumerable.Range(0, 16_000), app.Probe.SeenBy("Count").Select(e => e.Value.Value).Order());
    }

    [Fact]
    public async Task Sending_tells_the_true_offset()
    {
        await using TestApp app = await TestApp.StartAsync(time: new FakeTimeProvider());
        Numbers numbers = app.Get<Numbers>();
        for (int i = 0; i < 10; i++)
        {
            numbers.Send("a", new Num(-i));
            RecordMetadata sent = await numbers.SendAsync("a", new Num(i));
            Assert.Equal((2 * i) + 1, sent.Offset);
            Assert.Equal($$"""{"value":{{i}}}""", (await TestApp.ReadAsync(app.Log, "numbers")).Single(r => r.Offset == sent.Offset).Text);
        }
    }

    [Fact]
    public async Task A_cancelled_send_takes_no_other_record_along()
    {
        await using TestApp app = await TestApp.StartAsync(time: new FakeTimeProvider());
        Numbers numbers = app.Get<Numbers>();
        numbers.Send("a", new Num(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await numbers.SendAsync("a", new Num(2), cancellationToken: new CancellationToken(canceled: true)));
        await numbers.FlushAsync();
        Assert.Equal("""{"value":1}""", Assert.Single(await TestApp.ReadAsync(app.Log, "numbers")).Text);
    }

    [Fact]
    public async Task A_flush_reports_what_the_log_refused_once()
    {
        await using TestApp app = await TestApp.StartAsync(time: new FakeTimeProvider());
        Forwarded topic = app.Get<Forwarded>();
        await using IAdmin admin = app.Log.CreateAdmin();
        await admin.DeleteTopicsAsync(["forwarded"]);
        topic.Send("a", new Num(1));
        await Assert.ThrowsAnyAsync<TransportException>(async () => await topic.FlushAsync());
        await topic.FlushAsync();
    }

    [Fact]
    public async Task Before_the_start_a_topic_is_not_connected_and_after_the_end_it_is_closed()
    {
        await using TestApp app = TestApp.Create();
        Numbers numbers = app.Get<Numbers>();
        Assert.Contains("not connected", Assert.Throws<InvalidOperationException>(() => numbers.Send("a", new Num(1))).Message, StringComparison.Ordinal);
        await app.Host.StartAsync();
        numbers.Send("a", new Num(1));
        await app.StopAsync();
        Assert.Single(await TestApp.ReadAsync(app.Log, "numbers"));
        Assert.Contains("has ended", Assert.Throws<InvalidOperationException>(() => numbers.Send("a", new Num(1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_lingers_is_sent_when_its_time_has_come()
    {
        var time = new FakeTimeProvider();
        await using TestApp app = await TestApp.StartAsync(time: time);
        app.Get<Numbers>().Send("a", new Num(1));
        Assert.Empty(await TestApp.ReadAsync(app.Log, "numbers"));
        time.Advance(TimeSpan.FromMilliseconds(5));
        Assert.Single(await TestApp.ReadAsync(app.Log, "numbers"));
    }

    [Fact]
    public async Task A_logical_thread_runs_all_that_is_posted_from_any_thread_one_at_a_time()
    {
        var thread = new LogicalThread(ExecutionScheduler.ThreadPool);
        int inside = 0, most = 0, ran = 0;
        const int Rounds = 20_000;
        for (int round = 0; round < Rounds; round++)
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            thread.Post(
                _ =>
                {
                    most = Math.Max(most, Interlocked.Increment(ref inside));
                    ran++;
                    Interlocked.Decrement(ref inside);
                    done.SetResult();
                },
                null);
            await done.Task.WaitAsync(TestApp.Hang);
        }

        Assert.Equal((1, Rounds), (most, ran));
    }
}
