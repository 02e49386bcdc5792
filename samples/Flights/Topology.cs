using Faust;

namespace Flights;

/// <summary>A domestic flight of the year 2001, as it left.</summary>
/// <param name="Date">The scheduled departure.</param>
/// <param name="Delay">Minutes behind it; negative when the plane left early.</param>
/// <param name="Distance">Miles.</param>
/// <param name="Origin">The airport it left.</param>
/// <param name="Destination">The airport it flew to.</param>
[Record]
public sealed partial record Flight([property: EventTime] DateTimeOffset Date, int Delay, int Distance, string Origin, string Destination);

/// <summary>What is kept of each origin.</summary>
[Record]
public readonly partial record struct DelayStats(long Flights, long TotalDelay, int Worst);

/// <summary>Every flight, by origin.</summary>
[Topic("flights", Partitions = 4)]
public sealed partial class AllFlights : Topic<string, Flight>;

/// <summary>Flights that left more than an hour late, by destination.</summary>
[Topic("late-flights", Partitions = 4)]
public sealed partial class LateFlights : Topic<string, Flight>;

[Table("delays-by-origin")]
public sealed partial class DelaysByOrigin : Table<string, DelayStats>;

[Table("late-by-destination")]
public sealed partial class LateByDestination : Table<string, long>;

/// <summary>Keeps the delays of each origin, and sends the late flights on.</summary>
[Agent<AllFlights>]
public sealed partial class TrackDelays(DelaysByOrigin delays, LateFlights late, Progress progress)
{
    public void Handle(Event<string, Flight> flight)
    {
        DelayStats s = delays[flight.Key];
        bool isFirst = s.Flights == 0;
        delays[flight.Key] = new(
            s.Flights + 1, s.TotalDelay + flight.Value.Delay, isFirst ? flight.Value.Delay : Math.Max(s.Worst, flight.Value.Delay));
        if (flight.Value.Delay > 60) late.Send(flight.Value.Destination, flight.Value);
        progress.Count();
    }
}

/// <summary>Counts the late flights of each destination.</summary>
[Agent<LateFlights>]
public sealed partial class CountLate(LateByDestination late)
{
    public void Handle(Event<string, Flight> flight) => late[flight.Key] = late[flight.Key] + 1;
}
