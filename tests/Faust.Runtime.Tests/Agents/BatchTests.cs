using Faust.Tests.App;
using Faust.Transport.Embedded;
using Microsoft.Extensions.Time.Testing;

namespace Faust.Tests.Agents;

public class BatchTests
{
    [Fact]
    public async Task A_full_buffer_is_handled_at_once()
    {
        await using TestApp app = await TestApp.StartAsync(time: new FakeTimeProvider());
        for (int i = 0; i < 7; i++) app.Get<Batched>().Send("a", new Num(i));
        await app.Get<Batched>().FlushAsync();
        await app.Probe.WhenCalled("SmallBatches", 2);
        Assert.Equal([[0, 1, 2], [3, 4, 5]], app.Probe.Batches.Select(b => b.Values));
    }

    [Fact]
    public async Task Each_buffer_is_handled_when_its_own_time_has_passed()
    {
        var time = new FakeTimeProvider();
        await using TestApp app = await TestApp.StartAsync(time: time);
        using var processed = new Processed(app, "batched");
        await app.Get<Batched>().SendAsync("a", new Num(1));
        await processed.WhenAsync(1);
        Task small = app.Probe.WhenCalled("SmallBatches", 1), large = app.Probe.WhenCalled("LargeBatches", 1);
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(small.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        await small;
        Assert.False(large.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(20));
        await large;
        await app.CaughtUpAsync();
        Assert.Equal(1, (await TestApp.CommittedAsync(app.Log, "batched")).Values.Sum());
    }

    [Fact]
    public async Task A_later_buffer_does_not_put_off_an_earlier_one()
    {
        var time = new FakeTimeProvider();
        await using TestApp app = await TestApp.StartAsync(time: time);
        using var processed = new Processed(app, "batched");
        // The small buffer is handled when full, the large one waits on; then the small one waits anew, behind the large one's start.
        for (int i = 0; i < 3; i++) await app.Get<Batched>().SendAsync("a", new Num(i));
        await app.Probe.WhenCalled("SmallBatches", 1);
        time.Advance(TimeSpan.FromSeconds(25));
        await app.Get<Batched>().SendAsync("a", new Num(3));
        await processed.WhenAsync(4);
        Task large = app.Probe.WhenCalled("LargeBatches", 1);
        time.Advance(TimeSpan.FromSeconds(5));
        await large;
        Task small = app.Probe.WhenCalled("SmallBatches", 2);
        Assert.False(small.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(5));
        await small;
    }

    [Fact]
    public async Task Buffers_are_handled_and_committed_at_the_end()
    {
        var log = new EmbeddedLog(TimeProvider.System);
        await using (TestApp app = await TestApp.StartAsync(log))
        {
            using var processed = new Processed(app, "batched");
            for (int i = 0; i < 4; i++) await app.Get<Batched>().SendAsync("a", new Num(i));
            await app.Probe.WhenCalled("SmallBatches", 1);
            await processed.WhenAsync(4);
            await app.StopAsync();
            Assert.Contains(app.Probe.Batches, b => b.Agent == "SmallBatches" && b.Values is [3]);
            Assert.Contains(app.Probe.Batches, b => b.Agent == "LargeBatches" && b.Values is [0, 1, 2, 3]);
        }

        Assert.Equal(4, (await TestApp.CommittedAsync(log, "batched")).Values.Sum());
    }

    [Fact]
    public async Task No_offset_passes_an_event_that_waits_in_a_buffer()
    {
        var time = new FakeTimeProvider();
        var log = new EmbeddedLog(time);
        // Never stopped before the other one starts: what a crash leaves is what is committed.
        await using TestApp crashed = await TestApp.StartAsync(log, time: time);
        using var processed = new Processed(crashed, "batched");
        for (int i = 0; i < 4; i++) await crashed.Get<Batched>().SendAsync("a", new Num(i));
        await processed.WhenAsync(4);
        // Several rounds of commits, as those of another topic show.
        for (int round = 1; round <= 3; round++)
        {
            RecordMetadata sent = await crashed.Get<Numbers>().SendAsync("a", new Num(round));
            while ((await TestApp.CommittedAsync(log, "numbers")).GetValueOrDefault(sent.Partition) < round)
            {
                time.Advance(TimeSpan.FromMilliseconds(1));
                await Task.Yield();
            }
        }

        Assert.NotEmpty(crashed.Probe.Batches);
        Assert.DoesNotContain(crashed.Probe.Batches, b => b.Agent == "LargeBatches");
        Assert.Equal(0, (await TestApp.CommittedAsync(log, "batched")).Values.Sum());
    }
}
