namespace Faust.RocksDb.Tests.App;

[Record]
public sealed partial record Payment(long Amount);

[Record]
public readonly partial record struct Total(long Count, long Sum);

[Topic("payments", Partitions = 2)]
public sealed partial class Payments : Topic<string, Payment>;

[Table("totals")]
public sealed partial class Totals : Table<string, Total>;

[Table("last")]
public sealed partial class Last : Table<string, Payment>;

/// <summary>Adds up by key; a tombstone forgets its key.</summary>
[Agent<Payments>]
public sealed partial class Add(Totals totals, Last last)
{
    public void Handle(Event<string, Payment> e)
    {
        if (!e.HasValue)
        {
            totals.Remove(e.Key);
            last.Remove(e.Key);
            return;
        }

        Total t = totals[e.Key];
        totals[e.Key] = new Total(t.Count + 1, t.Sum + e.Value.Amount);
        last[e.Key] = e.Value;
    }
}
