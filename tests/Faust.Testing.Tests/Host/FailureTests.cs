using Faust.TestApp;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Faust.Testing.Tests.Host;

/// <summary>What goes wrong is thrown by the call that brought it about.</summary>
public sealed class FailureTests
{
    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public void Failure_of_an_agent_is_thrown_by_the_send(ProcessingGuarantee guarantee)
    {
        using var shop = new ShopHost(guarantee: guarantee);
        shop.App.Topic<Orders>().Send("ada", new Order(200));
        TaskFailedException failure = Assert.Throws<TaskFailedException>(() => shop.App.Topic<Orders>().Send("ada", new Order(-1)));
        Assert.Equal(("Sum", "orders", 1), (failure.Agent, failure.TopicPartition.Topic, failure.Offset));
        Assert.Equal("no such amount", Assert.IsType<InvalidOperationException>(failure.InnerException).Message);

        // Once: from then on the application is known to have failed, and what it did before can be read.
        Assert.Same(failure, Assert.Throws<InvalidOperationException>(() => shop.App.Topic<Orders>().Send("ada", new Order(1))).InnerException);
        Assert.Single(shop.App.Topic<LargeOrders>().ReadAll());
        Assert.Equal(2, shop.App.Topic<Orders>().ReadAll().Count);
    }

    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public void Failure_of_a_batch_is_thrown_by_the_clock(ProcessingGuarantee guarantee)
    {
        using var shop = new ShopHost(guarantee: guarantee);
        shop.App.Topic<Readings>().Send("a", new Reading(shop.App.Clock.GetUtcNow(), -1));
        TaskFailedException failure = Assert.Throws<TaskFailedException>(() => shop.App.Clock.Advance(TimeSpan.FromMinutes(1)));
        Assert.Equal("Collect", failure.Agent);
    }

    [Fact]
    public void Agent_that_cannot_be_constructed_fails_the_creation() =>
        Assert.Contains("Gateway", Assert.Throws<TaskFailedException>(() => FaustTestHost.Create(faust => faust.AddShop())).Message);

    [Fact]
    public void Options_out_of_range_fail_the_creation() =>
        Assert.Throws<OptionsValidationException>(() => new ShopHost(configure: o => o.DefaultPartitions = 0));

    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public void Failed_application_can_be_started_again(ProcessingGuarantee guarantee)
    {
        using var shop = new ShopHost(guarantee: guarantee);
        Assert.Throws<TaskFailedException>(() => shop.App.Topic<Orders>().Send("ada", new Order(-1)));
        // The bad record is still there, and nothing was committed behind it.
        Assert.Throws<TaskFailedException>(shop.App.Restart);
    }

    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public void Restart_does_not_handle_again_what_was_handled(ProcessingGuarantee guarantee)
    {
        using var shop = new ShopHost(guarantee: guarantee);
        IServiceProvider before = shop.App.Services;
        shop.App.Topic<Orders>().Send("ada", new Order(1));
        shop.App.Restart();
        Assert.NotSame(before, shop.App.Services);
        shop.App.Topic<Orders>().Send("brian", new Order(1));
        Assert.Equal(["sum ada", "sum brian"], shop.Lines);
        Assert.Equal(1, shop.App.Table<Totals>()["brian"]);
    }

    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public void Tables_are_there_after_a_restart(ProcessingGuarantee guarantee)
    {
        using var shop = new ShopHost(guarantee: guarantee);
        Totals totals = shop.App.Table<Totals>();
        foreach (string customer in (string[])["ada", "brian", "grace", "ken"]) shop.App.Topic<Orders>().Send(customer, new Order(150));
        shop.App.Topic<Orders>().SendTombstone("ken");
        for (int i = 0; i < 2; i++)
        {
            shop.App.Restart();
            // Read back from the changelogs; the instance taken before shows them too.
            Assert.Equal([("ada", 150), ("brian", 150), ("grace", 150)], shop.App.Table<Totals>().Select(t => (t.Key, t.Value)).OrderBy(t => t.Key));
            Assert.Equal(3, totals.Count);
            Assert.Equal(1, shop.App.Table<LargeCounts>()["ken"]);
        }

        shop.App.Topic<Orders>().Send("ada", new Order(1));
        Assert.Equal(151, totals["ada"]);
    }

    /// <summary>What the failed handler wrote is not there, and what was committed before is.</summary>
    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public void Tables_are_there_after_a_failure(ProcessingGuarantee guarantee)
    {
        using var shop = new ShopHost(guarantee: guarantee, configure: o => o.OnError = OnError.Skip);
        shop.App.Topic<Orders>().Send("ada", new Order(1));
        // Skipped, and so committed: it does not come back.
        shop.App.Topic<Orders>().Send("ada", new Order(-1));
        shop.App.Restart();
        Assert.Equal(1, shop.App.Table<Totals>()["ada"]);
        Assert.Equal(2, shop.Lines.Count());
    }

    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public void Stop_handles_batches_that_wait(ProcessingGuarantee guarantee)
    {
        var shop = new ShopHost(guarantee: guarantee);
        shop.App.Topic<Readings>().Send("a", new Reading(shop.App.Clock.GetUtcNow(), 1));
        shop.Dispose();
        Assert.Equal(["1"], shop.Lines);
        Assert.Throws<ObjectDisposedException>(() => shop.App.Topic<Readings>());
    }

    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public void Handler_that_waits_for_the_clock_is_cancelled_at_the_end(ProcessingGuarantee guarantee)
    {
        var shop = new ShopHost(guarantee: guarantee);
        shop.App.Topic<Reminders>().Send("a", 3600);
        shop.Dispose();
        Assert.Equal(["a begins"], shop.Lines);
    }

    [Fact]
    public void Host_is_not_used_from_within_an_agent()
    {
        FaustTestHost? app = null;
        using var shop = new ShopHost(_ =>
        {
            app!.RunUntilIdle();
            return Task.FromResult("");
        });
        app = shop.App;
        TaskFailedException failure = Assert.Throws<TaskFailedException>(() => app.Topic<Questions>().Send("a", "b"));
        Assert.Contains("used by its test alone", failure.Message);
    }

    [Fact]
    public void What_is_not_declared_is_told()
    {
        using var shop = new ShopHost();
        Assert.Contains("no topic", Assert.Throws<InvalidOperationException>(() => shop.App.Topic<string>()).Message);
        Assert.Contains("no table", Assert.Throws<InvalidOperationException>(() => shop.App.Table<string>()).Message);
        Assert.Contains("AddFaust", Assert.Throws<InvalidOperationException>(() => FaustTestHost.CreateFrom(new HostApplicationBuilder())).Message);
    }
}
