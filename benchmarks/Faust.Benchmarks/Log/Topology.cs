namespace Faust.Benchmarks.Log;

// One topic of payments for each workload and form of the record, so that one host declares all and works on one.

[Topic("forward-payments", Partitions = 4)]
public sealed partial class ForwardPayments : Topic<string, Payment>;

[Topic("count-payments", Partitions = 4)]
public sealed partial class CountPayments : Topic<string, Payment>;

[Topic("sum-payments", Partitions = 4)]
public sealed partial class SumPayments : Topic<string, Payment>;

[Topic("forward-values", Partitions = 4)]
public sealed partial class ForwardValues : Topic<string, PaymentValue>;

[Topic("count-values", Partitions = 4)]
public sealed partial class CountValues : Topic<string, PaymentValue>;

[Topic("sum-values", Partitions = 4)]
public sealed partial class SumValues : Topic<string, PaymentValue>;

[Topic("large-payments", Partitions = 4)]
public sealed partial class LargePayments : Topic<string, Payment>;

[Topic("large-values", Partitions = 4)]
public sealed partial class LargeValues : Topic<string, PaymentValue>;

[Table("counts")]
public sealed partial class Counts : Table<string, long>;

[Table("value-counts")]
public sealed partial class ValueCounts : Table<string, long>;

[Table("totals")]
public sealed partial class Totals : Table<string, Total>;

[Table("value-totals")]
public sealed partial class ValueTotals : Table<string, Total>;

[Agent<ForwardPayments>]
public sealed partial class Forward(LargePayments large)
{
    public void Handle(Event<string, Payment> e)
    {
        if (e.Value.Cents >= 50_000) large.Send(e.Key, e.Value);
    }
}

[Agent<CountPayments>]
public sealed partial class Count(Counts counts)
{
    public void Handle(Event<string, Payment> e) => counts[e.Key] = counts[e.Key] + 1;
}

[Agent<SumPayments>]
public sealed partial class Sum(Totals totals)
{
    public void Handle(Event<string, Payment> e)
    {
        Total t = totals[e.Key];
        totals[e.Key] = new Total(t.Count + 1, t.Cents + e.Value.Cents, Math.Max(t.Largest, e.Value.Cents));
    }
}

[Agent<ForwardValues>]
public sealed partial class ForwardValue(LargeValues large)
{
    public void Handle(Event<string, PaymentValue> e)
    {
        if (e.Value.Cents >= 50_000) large.Send(e.Key, e.Value);
    }
}

[Agent<CountValues>]
public sealed partial class CountValue(ValueCounts counts)
{
    public void Handle(Event<string, PaymentValue> e) => counts[e.Key] = counts[e.Key] + 1;
}

[Agent<SumValues>]
public sealed partial class SumValue(ValueTotals totals)
{
    public void Handle(Event<string, PaymentValue> e)
    {
        Total t = totals[e.Key];
        totals[e.Key] = new Total(t.Count + 1, t.Cents + e.Value.Cents, Math.Max(t.Largest, e.Value.Cents));
    }
}

[Topic("watched-payments", Partitions = 4)]
public sealed partial class WatchedPayments : Topic<string, Payment>;

[Table("watched-counts")]
public sealed partial class WatchedCounts : Table<string, long>;

[Agent<WatchedPayments>]
public sealed partial class Watch(WatchedCounts counts, GapWatch? watch = null)
{
    public void Handle(Event<string, Payment> e)
    {
        counts[e.Key] = counts[e.Key] + 1;
        watch?.Note(e.Partition);
    }
}
