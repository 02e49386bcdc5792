using Faust.Testing;
using Flights;
using Microsoft.Extensions.DependencyInjection;

namespace Faust.Samples.Tests;

/// <summary>The sample's agents as its users would test them.</summary>
public sealed class AgentTests
{
    [Fact]
    public void Late_flights_are_sent_on_and_counted()
    {
        using FaustTestHost app = FaustTestHost.Create(faust => faust.AddDeclared(), services => services.AddSingleton<Progress>());
        Flight late = Flight(delay: 61, "ATL", "ORD");
        app.Topic<AllFlights>().Send(late.Origin, late);
        app.Topic<AllFlights>().Send("ATL", Flight(delay: -5, "ATL", "JFK"));

        Assert.Equal(new DelayStats(2, 56, 61), app.Table<DelaysByOrigin>()["ATL"]);
        Event<string, Flight> e = Assert.Single(app.Topic<LateFlights>().ReadAll());
        Assert.Equal(("ORD", late, late.Date), (e.Key, e.Value, e.Timestamp));
        Assert.Equal(1, app.Table<LateByDestination>()["ORD"]);
        Assert.Equal(2, app.Services.GetRequiredService<Progress>().Handled);
    }

    [Fact]
    public void Worst_delay_of_an_origin_may_be_an_early_departure()
    {
        using FaustTestHost app = FaustTestHost.Create(faust => faust.AddDeclared(), services => services.AddSingleton<Progress>());
        app.Topic<AllFlights>().Send("ATL", Flight(delay: -5, "ATL", "JFK"));
        Assert.Equal(-5, app.Table<DelaysByOrigin>()["ATL"].Worst);
    }

    private static Flight Flight(int delay, string origin, string destination) =>
        new(new DateTimeOffset(2001, 1, 1, 12, 0, 0, TimeSpan.Zero), delay, 500, origin, destination);
}
