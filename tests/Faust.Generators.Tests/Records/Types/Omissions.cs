#pragma warning disable CA1051, CA1805 // Fields, arrays and written defaults are what users may have.

namespace Faust.Generators.Tests.Records.Types;

// As System.Text.Json leaves defaults out too.
[Record(OmitDefaults = true)]
public sealed partial record Sparse(
    bool Boolean,
    byte Byte,
    int Int32,
    ulong UInt64,
    float Single,
    double Double,
    decimal Decimal,
    char Char,
    string? String,
    Guid Guid,
    DateTime DateTime,
    DateTimeOffset DateTimeOffset,
    TimeSpan TimeSpan,
    DateOnly DateOnly,
    TimeOnly TimeOnly,
    Level Level,
    int? Nullable,
    int[]? Items,
    PositionalStruct Struct,
    PositionalStruct? NullableStruct,
    PositionalRecord? Record)
{
    public int Settable { get; set; }

    public int Initial { get; init; }

    public string? Text { get; init; } = null;

    public long Field;
}

// The first member that is always written comes late, or never.
[Record(OmitDefaults = true)]
public sealed partial record Late(int A, int? B, string C, int D);

[Record(OmitDefaults = true)]
public sealed partial record WithDefaults(int Retries = 3, string? Note = "none", Level Level = Level.High, bool On = true, double? Rate = 1.5, string? Nothing = null);

[Record(OmitDefaults = true)]
public sealed partial class WithInitializers
{
    public int Seven { get; set; } = 7;

    public int Minus { get; set; } = -1;

    public bool On { get; init; } = true;

    public string Currency { get; set; } = "EUR";

    public int? Limit { get; set; } = 5;

    public double Rate = 0.5;

    public int Computed { get; set; } = int.Parse("4", System.Globalization.CultureInfo.InvariantCulture);

    public List<int> Items { get; set; } = [];

    public Level Level { get; set; } = Level.Middle;

    public string? Absent { get; set; }

    public int Custom
    {
        get => _custom + 1;
        set => _custom = value - 1;
    }

    private int _custom;
}

[Record(OmitDefaults = true)]
public partial class SetByConstructor
{
    public SetByConstructor() => Retries = 3;

    public int Retries { get; set; }
}

[Record(OmitDefaults = true)]
public sealed partial class SetByBase : SetByConstructor
{
    public required int Needed { get; init; }

    public int Own { get; set; }
}

[Record(OmitDefaults = true)]
public partial struct SparseStruct
{
    public int A { get; set; }

    public string? B { get; init; }
}

[Record(EnumAsText = true)]
public sealed partial record Texts(
    Level Level,
    Level? Before,
    List<Level> All,
    Dictionary<Level, Level[]> ByLevel,
    Signed Signed,
    Twice Twice);

[Record]
public sealed partial record SomeTexts([RecordField(EnumAsText = true)] Level Text, Level Number, [property: RecordField(EnumAsText = true)] List<Level> Texts, List<Level> Numbers);

public enum Twice
{
    One = 1,
    Same = 1,
}
