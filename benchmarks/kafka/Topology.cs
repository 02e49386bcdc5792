namespace Faust.Kafka.Benchmarks;

// A topic of payments for each workload: one program declares all, and works off the one that was filled.

/// <summary>Payments to be forwarded.</summary>
[Topic("bench-forward", Partitions = 4)]
public sealed partial class ForwardPayments : Topic<string, Payment>;

/// <summary>Payments to be counted.</summary>
[Topic("bench-count", Partitions = 4)]
public sealed partial class CountPayments : Topic<string, Payment>;

/// <summary>Payments to be summed.</summary>
[Topic("bench-sum", Partitions = 4)]
public sealed partial class SumPayments : Topic<string, Payment>;

/// <summary>Payments to be sent on by merchant.</summary>
[Topic("bench-rekey", Partitions = 4)]
public sealed partial class RekeyPayments : Topic<string, Payment>;

/// <summary>What <c>forward</c> lets through.</summary>
[Topic("bench-large-payments", Partitions = 4)]
public sealed partial class LargePayments : Topic<string, Payment>;

/// <summary>The repartition topic of <c>rekey</c>.</summary>
[Topic("bench-payments-by-merchant", Partitions = 4)]
public sealed partial class PaymentsByMerchant : Topic<string, Payment>;

/// <summary>Payments per account.</summary>
[Table("counts")]
public sealed partial class Counts : Table<string, long>;

/// <summary>Payments per merchant.</summary>
[Table("merchant-counts")]
public sealed partial class MerchantCounts : Table<string, long>;

/// <summary>Totals per account.</summary>
[Table("totals")]
public sealed partial class Totals : Table<string, Total>;

/// <summary>Decode, keep half, encode, produce.</summary>
[Agent<ForwardPayments>]
public sealed partial class Forward(LargePayments large, Seen seen)
{
    /// <summary>One event.</summary>
    public void Handle(Event<string, Payment> e)
    {
        seen.Add(e.Partition);
        if (e.Value.Cents >= 50_000) large.Send(e.Key, e.Value);
    }
}

/// <summary>Count per account.</summary>
[Agent<CountPayments>]
public sealed partial class Count(Counts counts, Seen seen)
{
    /// <summary>One event.</summary>
    public void Handle(Event<string, Payment> e)
    {
        seen.Add(e.Partition);
        counts[e.Key] = counts[e.Key] + 1;
    }
}

/// <summary>Total, largest and number per account.</summary>
[Agent<SumPayments>]
public sealed partial class Sum(Totals totals, Seen seen)
{
    /// <summary>One event.</summary>
    public void Handle(Event<string, Payment> e)
    {
        seen.Add(e.Partition);
        Total t = totals[e.Key];
        totals[e.Key] = new Total(t.Count + 1, t.Cents + e.Value.Cents, Math.Max(t.Largest, e.Value.Cents));
    }
}

/// <summary>The first half of <c>rekey</c>: by merchant from here on.</summary>
[Agent<RekeyPayments>]
public sealed partial class Rekey(PaymentsByMerchant byMerchant)
{
    /// <summary>One event.</summary>
    public void Handle(Event<string, Payment> e) => byMerchant.Send(e.Value.Merchant, e.Value);
}

/// <summary>The second half of <c>rekey</c>.</summary>
[Agent<PaymentsByMerchant>]
public sealed partial class CountByMerchant(MerchantCounts counts, Seen seen)
{
    /// <summary>One event.</summary>
    public void Handle(Event<string, Payment> e)
    {
        seen.Add(e.Partition);
        counts[e.Key] = counts[e.Key] + 1;
    }
}
