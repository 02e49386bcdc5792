using Faust.Records;
using Faust.TestApp;
using Faust.TestLibrary;
using Faust.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace Faust.Testing.Tests.Host;

/// <summary>When a send returns, everything that follows from it has happened.</summary>
public sealed class SendingTests
{
    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public void Table_is_up_to_date_when_the_send_returns(ProcessingGuarantee guarantee)
    {
        using var shop = new ShopHost(guarantee: guarantee);
        Totals totals = shop.App.Table<Totals>();
        foreach (string customer in (string[])["ada", "brian", "grace", "ken"])
        {
            shop.App.Topic<Orders>().Send(customer, new Order(1));
            shop.App.Topic<Orders>().Send(customer, new Order(2));
            // The same instance: it shows what is there now, whatever partition the key is in.
            Assert.Equal(3, totals[customer]);
        }

        Assert.Equal(4, totals.Count);
        Assert.Equal(["ada", "brian", "grace", "ken"], totals.Select(t => t.Key).Order());
        Assert.False(totals.ContainsKey("edsger"));
        Assert.Equal(0, totals["edsger"]);
    }

    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public void Chain_of_agents_has_run_through(ProcessingGuarantee guarantee)
    {
        using var shop = new ShopHost(guarantee: guarantee);
        shop.App.Topic<Orders>().Send("ada", new Order(101));
        Assert.Equal(1, shop.App.Table<LargeCounts>()["ada"]);
    }

    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public void What_agents_send_is_read_once_with_all_that_it_has(ProcessingGuarantee guarantee)
    {
        using var shop = new ShopHost(guarantee: guarantee);
        var noon = new DateTimeOffset(2001, 1, 1, 12, 0, 0, TimeSpan.Zero);
        shop.App.Topic<Orders>().Send("ada", new Order(500), noon, new Headers().Add("trace", "7"));
        Event<string, Order> e = Assert.Single(shop.App.Topic<LargeOrders>().ReadAll());
        Assert.Equal(("ada", new Order(500), noon, 0L), (e.Key, e.Value, e.Timestamp, e.Offset));
        Assert.Equal(["trace=7", "by=Sum"], e.Headers.Select(h => $"{h.Name}={h.Text}"));
        Assert.Equal("large-orders", e.Topic);
        Assert.Empty(shop.App.Topic<LargeOrders>().ReadAll());
    }

    [Fact]
    public void Record_without_a_time_has_that_of_the_clock()
    {
        using var shop = new ShopHost();
        shop.App.Clock.Advance(TimeSpan.FromMinutes(5));
        shop.App.Topic<Orders>().Send("ada", new Order(1));
        Assert.Equal(shop.App.Clock.GetUtcNow(), Assert.Single(shop.App.Topic<Orders>().ReadAll()).Timestamp);
    }

    [Fact]
    public void Events_of_several_partitions_are_read_by_their_time()
    {
        using var shop = new ShopHost();
        string[] customers = ["ken", "ada", "grace", "brian", "edsger", "alan"];
        for (int i = 0; i < customers.Length; i++) shop.App.Topic<Orders>().Send(customers[i], new Order(1), DateTimeOffset.UnixEpoch.AddDays(i + 1));
        IReadOnlyList<Event<string, Order>> events = shop.App.Topic<Orders>().ReadAll();
        Assert.Equal(customers, events.Select(e => e.Key));
        Assert.True(events.Select(e => e.Partition).Distinct().Count() > 1);
    }

    [Fact]
    public async Task Acknowledged_send_tells_the_place()
    {
        await using FaustTestHost app = FaustTestHost.Create(faust => faust.AddShop(), services => services.AddSingleton<Notebook>().AddSingleton<IGateway>(new TestGateway()));
        RecordMetadata first = await app.Topic<Orders>().SendAsync("ada", new Order(1));
        RecordMetadata second = await app.Topic<Orders>().SendAsync("ada", new Order(1));
        Assert.Equal(first with { Offset = 1 }, second);
    }

    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public void Tombstone_is_handled(ProcessingGuarantee guarantee)
    {
        using var shop = new ShopHost(guarantee: guarantee);
        shop.App.Topic<Orders>().Send("ada", new Order(1));
        shop.App.Topic<Orders>().SendTombstone("ada");
        Assert.False(shop.App.Table<Totals>().ContainsKey("ada"));
        Assert.Equal([true, false], shop.App.Topic<Orders>().ReadAll().Select(e => e.HasValue));
    }

    [Fact]
    public void Agents_of_a_library_run_along()
    {
        using var shop = new ShopHost();
        shop.App.Topic<Parcels>().Send("ada", new Parcel { Weight = 3 });
        shop.App.Topic<Orders>().Send("ada", new Order(1));
        Assert.Equal(3, shop.App.Table<Weights>()["ada"]);
        Assert.Equal(1, shop.App.Table<Totals>()["ada"]);
    }

    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public void Records_sent_together_are_in_the_log_before_the_first_is_handled(ProcessingGuarantee guarantee)
    {
        using var shop = new ShopHost(guarantee: guarantee);
        shop.App.SendTogether(() =>
        {
            shop.App.Topic<Orders>().Send("ada", new Order(1));
            shop.App.Topic<Orders>().Send("ada", new Order(2));
            Assert.Empty(shop.Lines);
        });
        Assert.Equal(["sum ada", "sum ada"], shop.Lines);
    }

    [Fact]
    public void What_a_service_sends_is_handled_with_the_next_run()
    {
        using var shop = new ShopHost();
        shop.App.Services.GetRequiredService<Orders>().Send("ada", new Order(1));
        shop.App.RunUntilIdle();
        Assert.Equal(1, shop.App.Table<Totals>()["ada"]);
    }

    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public void Asynchronous_reads_of_services_run(ProcessingGuarantee guarantee)
    {
        using var shop = new ShopHost(guarantee: guarantee);
        shop.App.Topic<Orders>().Send("ada", new Order(7));
        Totals totals = shop.App.Services.GetRequiredService<Totals>();
        Assert.Equal(7, shop.App.Run(() => totals.GetAsync("ada").AsTask()));
        // What would throw in production throws here, too.
        Assert.Throws<InvalidOperationException>(() => totals["ada"]);
    }

    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public void Table_can_be_filled_before_the_agents_see_it(ProcessingGuarantee guarantee)
    {
        using var shop = new ShopHost(guarantee: guarantee);
        shop.App.Table<Totals>()["ada"] = 10;
        shop.App.Topic<Orders>().Send("ada", new Order(1));
        Assert.Equal(11, shop.App.Table<Totals>()["ada"]);
    }

    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public void Changelog_is_read_as_bytes(ProcessingGuarantee guarantee)
    {
        using var shop = new ShopHost(guarantee: guarantee);
        shop.App.Topic<Orders>().Send("ada", new Order(1));
        shop.App.Topic<Orders>().SendTombstone("ada");
        IReadOnlyList<Event<byte[], byte[]>> entries = shop.App.ReadRaw("test-totals-changelog");
        Assert.All(entries, e => Assert.Equal("ada"u8, e.Key));
        Assert.Equal([true, false], entries.Select(e => e.HasValue));
        Assert.Throws<TransportException>(() => shop.App.ReadRaw("no-such-topic"));
    }

    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public void Same_test_runs_in_the_same_order(ProcessingGuarantee guarantee)
    {
        Assert.Equal(Run(), Run());

        string[] Run()
        {
            using var shop = new ShopHost(guarantee: guarantee);
            shop.App.SendTogether(() =>
            {
                for (int i = 0; i < 200; i++) shop.App.Topic<Orders>().Send($"customer {i % 17}", new Order(i));
            });
            return [.. shop.Lines, .. shop.App.ReadRaw("large-orders").Select(e => $"{e} {e.Offset}")];
        }
    }

    [Fact]
    public void Topic_of_the_services_is_not_read()
    {
        using var shop = new ShopHost();
        Orders orders = shop.App.Services.GetRequiredService<Orders>();
        Assert.Contains("FaustTestHost.Topic<Orders>()", Assert.Throws<InvalidOperationException>(() => orders.ReadAll()).Message);
    }

    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public void Undecodable_record_fails_the_send(ProcessingGuarantee guarantee)
    {
        using var shop = new ShopHost(guarantee: guarantee);
        TaskFailedException failure = Assert.Throws<TaskFailedException>(() => shop.App.Topic<Orders>().SendRaw("ada"u8, "{\"amount\":"u8));
        Assert.IsType<RecordFormatException>(failure.InnerException);
        Assert.Null(failure.Agent);
        Assert.Equal("{\"amount\":"u8, Assert.Single(shop.App.ReadRaw("orders")).Value);
    }
}
