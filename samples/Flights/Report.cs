using System.Globalization;
using System.Text.Json;

namespace Flights;

/// <summary>The answers, as the tables hold them at the end.</summary>
internal sealed record Report(SortedDictionary<string, DelayStats> ByOrigin, SortedDictionary<string, long> LateByDestination, double Seconds)
{
    public long Flights => ByOrigin.Values.Sum(s => s.Flights);

    public long LateOver60 => LateByDestination.Values.Sum();

    public static async Task<Report> ReadAsync(DelaysByOrigin delays, LateByDestination late, double seconds, CancellationToken cancellationToken)
    {
        var report = new Report(new(StringComparer.Ordinal), new(StringComparer.Ordinal), seconds);
        await foreach ((string origin, DelayStats stats) in delays.ReadAllAsync(cancellationToken)) report.ByOrigin.Add(origin, stats);
        await foreach ((string destination, long count) in late.ReadAllAsync(cancellationToken)) report.LateByDestination.Add(destination, count);
        return report;
    }

    public void WriteTable(TextWriter output)
    {
        Write($"{"origin",-8}{"flights",10}{"mean delay",12}{"worst",8}");
        foreach ((string origin, DelayStats s) in ByOrigin.OrderByDescending(o => o.Value.Flights).Take(10))
        {
            Write($"{origin,-8}{s.Flights,10:N0}{(double)s.TotalDelay / s.Flights,12:N1}{s.Worst,8:N0}");
        }

        Write($"");
        Write($"{Flights:N0} flights, {LateOver60:N0} of them more than an hour late, in {Seconds:N2} s: {Flights / Seconds:N0} events/s");

        void Write(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
    }

    public void WriteJson(TextWriter output)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("flights", Flights);
            json.WriteNumber("late_over_60", LateOver60);
            json.WriteStartObject("by_origin");
            foreach ((string origin, DelayStats s) in ByOrigin)
            {
                json.WriteStartArray(origin);
                json.WriteNumberValue(s.Flights);
                json.WriteNumberValue(s.TotalDelay);
                json.WriteNumberValue(s.Worst);
                json.WriteEndArray();
            }

            json.WriteEndObject();
            json.WriteStartObject("late_by_destination");
            foreach ((string destination, long count) in LateByDestination) json.WriteNumber(destination, count);
            json.WriteEndObject();
            json.WriteNumber("seconds", Math.Round(Seconds, 3));
            json.WriteEndObject();
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }
}
