using Faust.Records;

namespace Faust.Generators.Tests.Records.Types;

public enum Level : byte
{
    Low,
    Middle = 5,
    High = 200,
}

public enum Signed : long
{
    Least = long.MinValue,
    None = 0,
    @class = 1,
    Most = long.MaxValue,
}

[Record]
public sealed partial record Scalars(
    bool Boolean,
    byte Byte,
    sbyte SByte,
    short Int16,
    ushort UInt16,
    int Int32,
    uint UInt32,
    long Int64,
    ulong UInt64,
    float Single,
    double Double,
    decimal Decimal,
    char Char,
    string String,
    Guid Guid,
    DateTime DateTime,
    DateTimeOffset DateTimeOffset,
    TimeSpan TimeSpan,
    DateOnly DateOnly,
    TimeOnly TimeOnly,
    Level Level,
    Signed Signed,
    byte[] Bytes);

[Record]
public sealed partial record NullableScalars(
    bool? Boolean,
    byte? Byte,
    sbyte? SByte,
    short? Int16,
    ushort? UInt16,
    int? Int32,
    uint? UInt32,
    long? Int64,
    ulong? UInt64,
    float? Single,
    double? Double,
    decimal? Decimal,
    char? Char,
    string? String,
    Guid? Guid,
    DateTime? DateTime,
    DateTimeOffset? DateTimeOffset,
    TimeSpan? TimeSpan,
    DateOnly? DateOnly,
    TimeOnly? TimeOnly,
    Level? Level,
    Signed? Signed,
    byte[]? Bytes);

[Record]
public sealed partial record Collections(
    int[] Array,
    List<string> List,
    IList<int> IList,
    IReadOnlyList<double> IReadOnlyList,
    ICollection<Guid> ICollection,
    IReadOnlyCollection<Level> IReadOnlyCollection,
    IEnumerable<string?> IEnumerable,
    HashSet<int> HashSet,
    ISet<string> ISet,
    int[][] Jagged,
    List<PositionalRecord> Records,
    PositionalReadonlyStruct?[] Structs,
    List<List<string>?>? Nested,
    byte[][] Blobs);

/// <summary>What System.Text.Json writes but does not read.</summary>
[Record]
public sealed partial record ReadOnlySet(IReadOnlySet<long> Items);

[Record]
public sealed partial record EnumKeys(Dictionary<Level, int> Enums, Dictionary<Signed, int?>? Others = null);

[Record]
public sealed partial record Dictionaries(
    Dictionary<string, int> Strings,
    IDictionary<int, string> Integers,
    IReadOnlyDictionary<Guid, PositionalRecord?> Guids,
    Dictionary<bool, int> Booleans,
    Dictionary<char, int> Chars,
    Dictionary<long, int> Longs,
    Dictionary<ulong, int> ULongs,
    Dictionary<sbyte, int> SBytes,
    Dictionary<DateTime, int> DateTimes,
    Dictionary<DateTimeOffset, int> DateTimeOffsets,
    Dictionary<DateOnly, int> DateOnlys,
    Dictionary<TimeOnly, int> TimeOnlys,
    Dictionary<TimeSpan, int> TimeSpans,
    Dictionary<string, Dictionary<string, int?>>? Nested);

[Record]
public sealed partial record Tree(int Value, Tree? Left = null, IReadOnlyList<Tree>? Others = null);

[Record]
public partial class Page<T>
    where T : IJsonRecord<T>, IMessagePackRecord<T>
{
    public required T First { get; init; }

    public T? Second { get; init; }

    public List<T> Items { get; init; } = [];
}

[Record]
public sealed partial record Pages(Page<PositionalRecord> Records, Page<PositionalReadonlyStruct>? Structs);

public static partial class Outer<TKey>
{
    public partial interface IInner
    {
        [Record]
        internal sealed partial record Deep(int A, Deep? Next);
    }
}

/// <summary>A record that writes itself, and lets nobody call it directly.</summary>
public sealed class HandWritten : IJsonRecord<HandWritten>
{
    public int Value { get; set; }

    static void IJsonRecord<HandWritten>.WriteJson(ref JsonWriter writer, HandWritten value) => writer.WriteValue(value.Value);

    static HandWritten IJsonRecord<HandWritten>.ReadJson(ref JsonReader reader) => new() { Value = reader.ReadInt32() };
}

[Record]
public sealed partial record UsesHandWritten(HandWritten One, HandWritten? Two);

[Record]
public sealed partial record Names(
    int @class,
    int @event,
    int reader,
    int Writer,
    int value,
    int Name,
    int Record,
    int? HasA,
    int? A,
    int JsonHelpers,
    int IOStream,
    int Größe,
    int _under,
    int[] X);
