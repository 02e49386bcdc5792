namespace Faust.Simulation.Shapes;

/// <summary>A number, and for what an agent passed on the record it came from; an input has its number in place of the offset.</summary>
[Record]
public readonly partial record struct Item(int Value, string From, int Partition, long Offset);

/// <summary>What a key's table entry was after the record it names.</summary>
[Record]
public readonly partial record struct Result(string From, int Partition, long Offset, long Count, long Sum, int Min, int Max);

/// <summary>A key's table entry.</summary>
[Record]
public readonly partial record struct Stats(long Count, long Sum, int Min, int Max)
{
    /// <summary>The next entry; now and then there is none, and the key is taken out.</summary>
    public Stats After(int value) => value % 13 == 0 ? default : Add(value);

    private Stats Add(int value) => Count == 0
        ? new Stats(1, value, value, value)
        : new Stats(Count + 1, Sum + value, Math.Min(Min, value), Math.Max(Max, value));
}
