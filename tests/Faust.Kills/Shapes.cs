namespace Faust.Kills;

/// <summary>An input: its number among those of its partition, which is its offset too, as nothing else is written there.</summary>
[Record]
public readonly partial record struct Input(long Number, int Value);

/// <summary>What a key's table entry was after an input.</summary>
[Record]
public readonly partial record struct Output(long Number, long Count, long Sum);

/// <summary>What came of a key.</summary>
[Record]
public readonly partial record struct Total(long Count, long Sum);

/// <summary>How many outputs a key had, and the last of them.</summary>
[Record]
public readonly partial record struct Latest(long Count, Output Last);

[Topic("inputs", Partitions = Flow.Partitions)]
public sealed partial class Inputs : Topic<int, Input>;

[Topic("outputs", Partitions = Flow.Partitions)]
public sealed partial class Outputs : Topic<int, Output>;

[Table("totals")]
public sealed partial class Totals : Table<int, Total>;

[Table("latests")]
public sealed partial class Latests : Table<int, Latest>;

[Agent<Inputs>]
public sealed partial class Counting(Totals totals, Outputs outputs, Progress progress)
{
    public void Handle(Event<int, Input> e)
    {
        Total total = totals[e.Key];
        total = new Total(total.Count + 1, total.Sum + e.Value.Value);
        totals[e.Key] = total;
        outputs.Send(e.Key, new Output(e.Value.Number, total.Count, total.Sum));
        progress.OnInput(e.Partition, e.Offset);
    }
}

/// <summary>Reads what the other agent wrote.</summary>
[Agent<Outputs>]
public sealed partial class Following(Latests latests)
{
    public void Handle(Event<int, Output> e) => latests[e.Key] = new Latest(latests[e.Key].Count + 1, e.Value);
}
