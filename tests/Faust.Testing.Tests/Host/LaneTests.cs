using Faust.TestApp;
using Faust.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace Faust.Testing.Tests.Host;

/// <summary>Handlers of a partition that are at work at the same time are seen like one that is alone.</summary>
public sealed class LaneTests
{
    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public void Handlers_outside_are_waited_for(ProcessingGuarantee guarantee)
    {
        using var shop = new ShopHost(question => Task.Run(() => question + "!"), guarantee: guarantee);
        for (int i = 0; i < 50; i++)
        {
            shop.App.SendTogether(() =>
            {
                foreach (string key in (string[])["a", "b", "a", "c", "d"]) shop.App.Topic<Errands>().Send(key, 0);
            });
            Assert.Equal(2 * (i + 1), shop.App.Table<ErrandCounts>()["a"]);
            Assert.Equal(5, shop.App.Topic<DoneErrands>().ReadAll().Count);
        }
    }

    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public void Handlers_wait_for_the_clock_side_by_side(ProcessingGuarantee guarantee)
    {
        using var shop = new ShopHost(guarantee: guarantee);
        shop.App.SendTogether(() =>
        {
            shop.App.Topic<Errands>().Send("a", 30);
            shop.App.Topic<Errands>().Send("b", 10);
            shop.App.Topic<Errands>().Send("a", 5);
            shop.App.Topic<Errands>().Send("c", 20);
        });
        Assert.Equal(["a begins", "b begins", "c begins"], shop.Lines);
        shop.App.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["a begins", "b begins", "c begins", "b 00:10", "c 00:20", "a 00:30", "a begins", "a 00:35"], shop.Lines);
        Assert.Equal(["b", "c", "a", "a"], shop.App.Topic<DoneErrands>().ReadAll().Select(e => e.Key));
        Assert.Equal(4, Committed(shop));
    }

    /// <summary>One that waits for the clock does not hide one that waits for something else.</summary>
    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public void Handler_outside_is_waited_for_beside_one_that_waits_for_the_clock(ProcessingGuarantee guarantee)
    {
        using var shop = new ShopHost(question => Task.Run(() => question + "!"), guarantee: guarantee);
        shop.App.Topic<Errands>().Send("slow", 60);
        for (int i = 0; i < 50; i++) shop.App.Topic<Errands>().Send("quick", 0);
        Assert.Equal(50, shop.App.Table<ErrandCounts>()["quick"]);
        shop.App.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, shop.App.Table<ErrandCounts>()["slow"]);
        Assert.Equal(51, Committed(shop));
    }

    [Fact]
    public void Handler_that_never_ends_is_named()
    {
        using var never = new CancellationTokenSource();
        using var shop = new ShopHost(
            _ => Task.Delay(Timeout.Infinite, never.Token).ContinueWith(_ => "ended", TaskScheduler.Default),
            new FaustTestHostOptions { RealTimeLimit = TimeSpan.FromSeconds(1) });
        shop.App.Topic<Errands>().Send("slow", 60);
        TimeoutException e = Assert.Throws<TimeoutException>(() => shop.App.Topic<Errands>().Send("never", 0));
        Assert.Contains("agent 'Run' on errands-0@1 is still at work", e.Message);
        never.Cancel();
        shop.App.RunUntilIdle();
        Assert.Contains("never: ended", shop.Lines);
    }

    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public void Retry_waits_for_the_clock(ProcessingGuarantee guarantee)
    {
        using var shop = new ShopHost(guarantee: guarantee, configure: o => (o.Retries, o.RetryDelay, o.OnError) = (2, TimeSpan.FromSeconds(8), OnError.Skip));
        shop.App.Topic<Errands>().Send("bad", -1);
        shop.App.Topic<Errands>().Send("good", 1);
        Assert.Equal(["bad begins", "good begins"], shop.Lines);
        shop.App.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["bad begins", "good begins", "good 00:01", "bad begins", "bad begins"], shop.Lines);
        Assert.Equal(2, Committed(shop));
    }

    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public void What_is_not_finished_at_the_end_is_handled_again(ProcessingGuarantee guarantee)
    {
        using var shop = new ShopHost(guarantee: guarantee);
        shop.App.Topic<Errands>().Send("a", 3600);
        shop.App.Topic<Errands>().Send("b", 5);
        shop.App.Restart();
        // The end waits DrainTimeout for those at work: time enough for one of the two.
        shop.App.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, shop.App.Table<ErrandCounts>()["a"]);
        Assert.InRange(shop.App.Table<ErrandCounts>()["b"], 1, guarantee == ProcessingGuarantee.ExactlyOnce ? 1 : 2);
        Assert.Equal(2, Committed(shop));
    }

    private static long Committed(ShopHost shop)
    {
        IConsumer consumer = shop.App.Services.GetRequiredService<ITransport>().CreateConsumer(new ConsumerSettings { GroupId = "test" });
        return shop.App.Run(() => consumer.GetCommittedAsync([new TopicPartition("errands", 0)]).AsTask()).Single().Offset;
    }
}
