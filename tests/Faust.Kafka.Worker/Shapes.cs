namespace Faust.Kafka.Worker;

/// <summary>An input: below 10,000, as in Kafka's own test.</summary>
[Record]
public readonly partial record struct Datum(int Value);

/// <summary>What a key's values came to, the one at hand included.</summary>
[Record]
public readonly partial record struct Aggregate(long Count, long Sum, int Min, int Max);

[Topic("eos-data", Partitions = Flow.Partitions)]
public sealed partial class Data : Topic<int, Datum>;

[Topic("eos-echo", Partitions = Flow.Partitions)]
public sealed partial class Echo : Topic<int, Datum>;

[Topic("eos-aggregates", Partitions = Flow.Partitions)]
public sealed partial class Aggregates : Topic<int, Aggregate>;

[Table("eos-totals")]
public sealed partial class Totals : Table<int, Aggregate>;

/// <summary>Echoes each input, and tells the running count, sum, least and greatest of its key.</summary>
[Agent<Data>]
public sealed partial class Aggregating(Totals totals, Echo echo, Aggregates aggregates)
{
    public void Handle(Event<int, Datum> e)
    {
        int value = e.Value.Value;
        Aggregate before = totals[e.Key];
        var now = before.Count == 0
            ? new Aggregate(1, value, value, value)
            : new Aggregate(before.Count + 1, before.Sum + value, Math.Min(before.Min, value), Math.Max(before.Max, value));
        totals[e.Key] = now;
        echo.Send(e.Key, e.Value);
        aggregates.Send(e.Key, now);
    }
}

/// <summary>What the worker and its tests agree on.</summary>
public static class Flow
{
    public const int Partitions = 4;
}
