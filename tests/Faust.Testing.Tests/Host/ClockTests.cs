using Faust.TestApp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Faust.Testing.Tests.Host;

/// <summary>Time passes only when the test lets it.</summary>
public sealed class ClockTests
{
    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public void Handler_waits_until_the_clock_is_moved(ProcessingGuarantee guarantee)
    {
        using var shop = new ShopHost(guarantee: guarantee);
        shop.App.Topic<Reminders>().Send("a", 2);
        Assert.Equal(["a begins"], shop.Lines);
        shop.App.Clock.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Equal(["a begins"], shop.Lines);
        shop.App.Clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(["a begins", "a 00:02"], shop.Lines);
        // Others go on meanwhile.
        shop.App.Topic<Orders>().Send("ada", new Order(1));
        Assert.Equal(1, shop.App.Table<Totals>()["ada"]);
        shop.App.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(["a begins", "a 00:02", "sum ada", "a 00:04"], shop.Lines);
    }

    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public void Clock_stops_wherever_something_is_due(ProcessingGuarantee guarantee)
    {
        using var shop = new ShopHost(guarantee: guarantee);
        shop.App.Topic<Reminders>().Send("a", 2);
        shop.App.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["a begins", "a 00:02", "a 00:04"], shop.Lines);
        Assert.Equal(new FakeTimeProvider().Start.AddHours(1), shop.App.Clock.GetUtcNow());
    }

    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public void Event_behind_one_that_waits_waits_too(ProcessingGuarantee guarantee)
    {
        using var shop = new ShopHost(guarantee: guarantee);
        shop.App.Topic<Reminders>().Send("a", 2);
        shop.App.Topic<Reminders>().Send("a", 3);
        shop.App.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["a begins", "a 00:02", "a 00:04", "a begins", "a 00:07", "a 00:10"], shop.Lines);
    }

    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public void Batch_is_handled_when_it_is_full_or_its_time_has_come(ProcessingGuarantee guarantee)
    {
        using var shop = new ShopHost(guarantee: guarantee);
        DateTimeOffset at = shop.App.Clock.GetUtcNow();
        for (int i = 1; i <= 5; i++) shop.App.Topic<Readings>().Send("a", new Reading(at, i));
        Assert.Equal(["1,2,3"], shop.Lines);
        shop.App.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(["1,2,3"], shop.Lines);
        shop.App.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["1,2,3", "4,5"], shop.Lines);
    }

    [Fact]
    public void Clock_of_the_test_is_used_and_may_be_moved_itself()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        using var shop = new ShopHost(options: new FaustTestHostOptions { Clock = clock });
        Assert.Same(clock, shop.App.Clock.Inner);
        shop.App.Topic<Reminders>().Send("a", 2);
        clock.Advance(TimeSpan.FromSeconds(2));
        shop.App.RunUntilIdle();
        Assert.Equal(["a begins", "a 00:02"], shop.Lines);
    }

    [Fact]
    public void Fake_clock_of_the_services_is_used()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        using FaustTestHost app = FaustTestHost.Create(
            faust => faust.AddShop(),
            services => services.AddSingleton<Notebook>().AddSingleton<IGateway>(new TestGateway()).AddSingleton<TimeProvider>(clock));
        Assert.Same(clock, app.Clock.Inner);
        Assert.Same(app.Clock, app.Services.GetRequiredService<TimeProvider>());
    }

    [Fact]
    public void Long_times_pass_at_once()
    {
        using var shop = new ShopHost();
        shop.App.Clock.AdvanceTo(shop.App.Clock.GetUtcNow().AddDays(30));
        shop.App.Topic<Orders>().Send("ada", new Order(1));
        Assert.Equal(1, shop.App.Table<Totals>()["ada"]);
        Assert.Throws<ArgumentOutOfRangeException>(() => shop.App.Clock.Advance(TimeSpan.FromSeconds(-1)));
    }
}
