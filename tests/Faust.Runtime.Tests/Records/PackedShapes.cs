using System.Collections.Immutable;
using System.Numerics;

namespace Faust.Records;

public enum ShapeState
{
    Open,
    Closed = 7,
    Größe = -1,
}

/// <summary>All that has a form of its own.</summary>
[Record]
public sealed partial record ScalarShape(
    bool Boolean, byte Byte, sbyte SByte, short Int16, ushort UInt16, int Int32, uint UInt32, long Int64, ulong UInt64, float Single, double Double,
    decimal Decimal, char Char, string String, Guid Guid, DateTime DateTime, DateTimeOffset DateTimeOffset, TimeSpan TimeSpan, DateOnly DateOnly,
    TimeOnly TimeOnly, byte[] Bytes, ShapeState State);

/// <summary>Records in records, and nulls.</summary>
[Record]
public sealed partial record NestedShape(
    long Id, LineShape Line, LineShape? Other, List<LineShape?> Lines, Dictionary<string, LineShape> ByName, int?[]? Numbers, string? Note, TreeShape? Tree);

[Record]
public readonly partial record struct LineShape(string Sku, int Count, double? Price, bool Gift);

/// <summary>As deep as it is made.</summary>
[Record]
public sealed partial record TreeShape(string Name, List<TreeShape>? Children, TreeShape? Next);

/// <summary>What is left out is made up for.</summary>
[Record(Naming = RecordNaming.SnakeCase, EnumAsText = true, OmitDefaults = true)]
public sealed partial class SparseShape
{
    public ShapeState OrderState { get; set; }

    [RecordField("other \"name\"", Aliases = ["größe"])]
    public string? Other { get; set; }

    public int Retries { get; init; } = 3;

    public double[]? Numbers { get; set; }

    public List<ShapeState>? States { get; set; }

    public required string Needed { get; set; }
}

/// <summary>Keys that are no text, which JavaScript would make text of.</summary>
[Record]
public sealed partial record KeysShape(
    Dictionary<int, string> Integers,
    SortedDictionary<long, int> Longs,
    Dictionary<Guid, bool> Guids,
    Dictionary<ShapeState, byte> States,
    Dictionary<DateOnly, double> Days,
    Dictionary<char, sbyte> Letters,
    ImmutableDictionary<bool, int> Flags,
    KeyValuePair<string, int?> Pair,
    HashSet<string> Set,
    ImmutableArray<BigInteger> Big,
    Queue<Int128> Queue,
    IEnumerable<ReadOnlyMemory<byte>> Blobs);

/// <summary>An array with gaps.</summary>
[Record]
public sealed partial record KeyedShape(
    [Key(2)] long Id, [Key(0)] string? Name, [Key(5)] List<KeyedShape> Children, [property: Key(3)] ShapeState State = ShapeState.Closed)
{
    [Key(9)]
    public double Rate { get; init; } = 0.5;

    [RecordIgnore]
    public int Cache { get; set; }
}
