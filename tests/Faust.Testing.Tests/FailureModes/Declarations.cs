namespace Faust.Testing.Tests.FailureModes;

[Record]
public readonly partial record struct Amount(int Value);

/// <summary>What a key's total was after the record it names.</summary>
[Record]
public readonly partial record struct Report(int Partition, long Offset, long Total);

/// <summary>Text of any length.</summary>
[Record]
public sealed partial record Load(string Text);

[Topic("amounts", Partitions = ModeCluster.Partitions)]
public sealed partial class Amounts : Topic<int, Amount>;

// With it the task of a partition reads two topics.
[Topic("corrections", Partitions = ModeCluster.Partitions)]
public sealed partial class Corrections : Topic<int, Amount>;

[Topic("reports", Partitions = ModeCluster.Partitions)]
public sealed partial class Reports : Topic<int, Report>;

// Its name comes before that of the amounts: with it, the sub-topologies are numbered otherwise.
[Topic("a-loads", Partitions = ModeCluster.Partitions)]
public sealed partial class Loads : Topic<int, Load>;

[Topic("loads-once", Partitions = ModeCluster.Partitions)]
public sealed partial class LoadsOnce : Topic<int, Load>;

[Topic("loads-twice", Partitions = ModeCluster.Partitions)]
public sealed partial class LoadsTwice : Topic<int, Load>;

[Table("key-totals")]
public sealed partial class Totals : Table<int, long>;

[Table("last-loads")]
public sealed partial class LastLoads : Table<int, Load>;

/// <summary>Adds up, and tells each total. A tombstone forgets its key.</summary>
[Agent<Amounts>(Retries = 0)]
public sealed partial class Sum(Totals totals, Reports reports, Script script)
{
    public async ValueTask HandleAsync(Event<int, Amount> e, CancellationToken cancellationToken)
    {
        if (!e.HasValue)
        {
            totals.Remove(e.Key);
            return;
        }

        totals[e.Key] += e.Value.Value;
        reports.Send(e.Key, new Report(e.Partition, e.Offset, totals[e.Key]));
        await script.OnHandle(e, cancellationToken);
        script.OnHandled(e);
    }
}

[Agent<Corrections>(Retries = 0)]
public sealed partial class Correct(Totals totals)
{
    public void Handle(Event<int, Amount> e) => totals[e.Key] += e.Value.Value;
}

/// <summary>Passes each load on to two topics and a table, in one size and in another.</summary>
[Agent<Loads>(Retries = 0)]
public sealed partial class Carry(LoadsOnce once, LoadsTwice twice, LastLoads last, Script script)
{
    public void Handle(Event<int, Load> e)
    {
        once.Send(e.Key, e.Value);
        twice.Send(e.Key, new Load(e.Value.Text + e.Value.Text));
        last[e.Key] = e.Value;
        script.OnCarried(e);
    }
}
