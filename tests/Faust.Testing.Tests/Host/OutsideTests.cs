using Faust.TestApp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Faust.Testing.Tests.Host;

/// <summary>Handlers that leave the test's thread, and applications that come with a composition of their own.</summary>
public sealed class OutsideTests
{
    [Theory]
    [InlineData(ProcessingGuarantee.AtLeastOnce)]
    [InlineData(ProcessingGuarantee.ExactlyOnce)]
    public void Handler_on_the_thread_pool_is_waited_for(ProcessingGuarantee guarantee)
    {
        using var shop = new ShopHost(question => Task.Run(() => question + "!"), guarantee: guarantee);
        for (int i = 0; i < 100; i++) shop.App.Topic<Questions>().Send("a", "b");
        Assert.Equal(Enumerable.Repeat("a: b!", 100), shop.Lines);
    }

    [Fact]
    public void Handler_that_never_ends_is_named()
    {
        using var never = new CancellationTokenSource();
        using var shop = new ShopHost(
            _ => Task.Delay(Timeout.Infinite, never.Token).ContinueWith(_ => "ended", TaskScheduler.Default),
            new FaustTestHostOptions { RealTimeLimit = TimeSpan.FromSeconds(1) });
        TimeoutException e = Assert.Throws<TimeoutException>(() => shop.App.Topic<Questions>().Send("a", "b"));
        Assert.Contains("agent 'Ask' on questions-", e.Message);
        Assert.Contains("@0 is still at work", e.Message);
        never.Cancel();
        shop.App.RunUntilIdle();
        Assert.Equal(["a: ended"], shop.Lines);
    }

    [Fact]
    public void Handler_that_waits_for_two_things_is_waited_for_on_request()
    {
        var answer = new TaskCompletionSource<string>();
        TimeProvider? time = null;
        using var shop = new ShopHost(_ => answer.Task.WaitAsync(TimeSpan.FromSeconds(30), time!));
        time = shop.App.Clock;
        shop.App.Topic<Questions>().Send("a", "b");
        Assert.Empty(shop.Lines);
        Task.Run(() => answer.SetResult("yes"));
        shop.App.RunUntil(() => shop.Lines.Any());
        Assert.Equal(["a: yes"], shop.Lines);
    }

    [Fact]
    public void Condition_that_does_not_come_about_is_told()
    {
        using var shop = new ShopHost(options: new FaustTestHostOptions { RealTimeLimit = TimeSpan.FromSeconds(1) });
        Assert.Throws<TimeoutException>(() => shop.App.RunUntil(() => false));
    }

    [Fact]
    public void Composition_of_the_application_is_run_as_it_is()
    {
        HostApplicationBuilder builder = Host();
        using FaustTestHost app = FaustTestHost.CreateFrom(builder);
        app.Topic<Orders>().Send("ada", new Order(1));
        Assert.Equal(1, app.Table<Totals>()["ada"]);
        // From its configuration, section Faust.
        Assert.Single(app.ReadRaw("eu-totals-changelog"));
        Assert.DoesNotContain(builder.Services, s => s.ServiceType == typeof(TestClock));
    }

    private static HostApplicationBuilder Host()
    {
        var builder = new HostApplicationBuilder();
        builder.Configuration["Faust:ApplicationId"] = "eu";
        builder.AddFaust("shop", faust => faust.AddShop());
        builder.Services.AddSingleton<Notebook>().AddSingleton<IGateway>(new TestGateway());
        builder.Services.AddHostedService<NeverRun>();
        return builder;
    }

    private sealed class NeverRun : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => throw new InvalidOperationException("Only the worker runs.");
    }
}
