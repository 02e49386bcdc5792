using System.Collections.Immutable;
using System.Numerics;
using Faust.Records;

namespace Faust.Fuzzing;

public enum FuzzState
{
    Open,
    Closed = 7,
}

/// <summary>What most records are.</summary>
[Record]
public sealed partial record FuzzOrder(
    long Id,
    string Customer,
    decimal Total,
    double Rate,
    bool Paid,
    DateTimeOffset At,
    Guid Token,
    FuzzState State,
    List<FuzzLine> Lines,
    Dictionary<string, int> Tags,
    int? Limit,
    string? Note,
    byte[] Bytes);

[Record]
public readonly partial record struct FuzzLine(string Sku, int Count, float Weight, bool? Gift);

/// <summary>As deep as its text.</summary>
[Record]
public sealed partial record FuzzTree(string Name, List<FuzzTree>? Children, FuzzTree? Next);

/// <summary>Types that are read through parsers of the framework, keys that are no strings, and what is not known.</summary>
[Record]
public sealed partial record FuzzOdd(
    Half Half,
    Int128 Wide,
    BigInteger Big,
    Version Version,
    Uri Uri,
    TimeSpan Span,
    DateTime Time,
    DateOnly Day,
    TimeOnly Hour,
    char Letter,
    KeyValuePair<string, int> Pair,
    ImmutableArray<ulong> Array,
    Dictionary<DateOnly, byte> Days,
    SortedDictionary<int, short> Tree,
    HashSet<Guid> Set,
    [ExtensionData] RecordExtensionData? More);

/// <summary>Text enums, other names, and everything missing.</summary>
[Record(Naming = RecordNaming.SnakeCase, EnumAsText = true, OmitDefaults = true)]
public sealed partial class FuzzSparse
{
    public FuzzState OrderState { get; set; }

    [RecordField("other \"name\"", Aliases = ["größe"])]
    public string? Other { get; set; }

    public long[]? Numbers { get; set; }

    public List<FuzzState>? States { get; set; }
}

/// <summary>An array of MessagePack, with gaps, of what the others do not have.</summary>
[Record]
public sealed partial record FuzzKeyed(
    [Key(0)] Half Half,
    [Key(1)] Int128 Wide,
    [Key(2)] UInt128 Unsigned,
    [Key(3)] BigInteger Big,
    [Key(5)] Version Version,
    [Key(6)] Uri Uri,
    [Key(7)] KeyValuePair<string, int> Pair,
    [Key(8)] ImmutableArray<ulong> Array,
    [Key(9)] Dictionary<DateOnly, byte> Days,
    [Key(10)] SortedDictionary<int, short> Tree,
    [Key(14)] HashSet<Guid> Set,
    [Key(15)] char? Letter) : IFuzzCase;

/// <summary>A closed hierarchy whose cases hold it, told apart by a member or as Faust does it.</summary>
[Record, RecordUnion(Discriminator = "type")]
[RecordCase<FuzzLeaf>("leaf")]
[RecordCase<FuzzPair>(2)]
public abstract partial record FuzzNode;

[Record(Namespace = "fuzz.Leaf")]
public sealed partial record FuzzLeaf(int Value, decimal Amount, double Rate, byte[] Data, DateOnly Day) : FuzzNode, IFuzzEvent;

[Record]
public sealed partial record FuzzPair(FuzzNode Left, FuzzNode? Right, [ExtensionData] RecordExtensionData? More) : FuzzNode, IFuzzEvent;

/// <summary>One that has MessagePack, told apart by texts and numbers, with a case of keys and one that is a struct.</summary>
[Record, RecordUnion(Discriminator = "type")]
[RecordCase<FuzzKeyed>("keyed")]
[RecordCase<FuzzDot>(300)]
[RecordCase<FuzzList>("a name that is longer than thirty-one bytes")]
public partial interface IFuzzCase;

[Record]
public readonly partial record struct FuzzDot(int X, int Y) : IFuzzCase;

[Record]
public sealed partial record FuzzList(IFuzzCase First, List<IFuzzCase?> Rest, Dictionary<string, IFuzzCase> ByName) : IFuzzCase;

[Record, RecordUnion, RecordCase<FuzzLeaf>, RecordCase<FuzzPair>]
public partial interface IFuzzEvent;
