using System.Numerics;
using System.Text;
using Faust.Records;

namespace Faust.Fuzzing;

internal delegate void FuzzRead(ReadOnlySpan<byte> bytes, Utf8StringCache? strings);

/// <summary>A record, how it is read, and payloads of it that are right.</summary>
internal sealed record FuzzTarget(string Name, bool IsJson, FuzzRead Read, byte[][] Payloads)
{
    /// <summary>Whether NaN and the infinities are read, as Faust writes them.</summary>
    public bool IsFaust { get; init; }

    // By hand, in the forms that are read and never written.
    private const string OddText = """
        {"half":1,"wide":-1,"big":1,"version":"1.2","uri":"a","span":"00:00:01","time":"2024-01-01T00:00:00+01:00","day":"2024-01-01",
        "hour":"01:00:00","letter":"\u00e9","pair":{"key":"","value":0},"array":[],"days":{},"tree":{},"set":[],
        "x":{"a":[1,{"b":null}]},"y":"\n"}
        """;

    private static readonly Guid Token = new("0f0e0d0c-0b0a-0908-0706-050403020100");

    public static readonly FuzzTarget[] All =
    [
        Json(Order("a", 3, null), Order("größe 😀 \n\u0001", 0, "note"), Order(new string('x', 100), 12, "\"quoted\"")),
        Json(Tree(0), Tree(3), new FuzzTree("n", [Tree(2), Tree(1)], Tree(30))),
        Json(
            new FuzzOdd(
                (Half)1.5, Int128.MaxValue, BigInteger.Pow(10, 60), new Version(1, 2, 3), new Uri("https://example.org/a?b"),
                TimeSpan.FromTicks(1234567891011), new DateTime(2024, 2, 29, 1, 2, 3, DateTimeKind.Utc), new DateOnly(2024, 2, 29),
                new TimeOnly(1, 2, 3, 4), 'é', new("k", 1), [1, ulong.MaxValue],
                new() { [new DateOnly(2000, 1, 1)] = 255 }, new() { [-1] = -1, [2] = 2 }, [Guid.Empty, Token], null),
            OddText),
        Json(
            new FuzzSparse(),
            """{"order_state":"Closed","größe":"x","numbers":[1,-2,3],"states":["Open",7,"Closed"],"unknown":[true,{"a":"\u00e9"}]}""",
            """{"other \"name\"":"y","numbers":[1,-2,3],"order_state":7,"states":[]}"""),
        Json<FuzzNode>(
            Leaf,
            new FuzzPair(Leaf, new FuzzPair(Leaf, null, null), null),
            """{"left":{"value":1,"amount":2,"rate":0,"data":"b'x'","day":"2024-02-29","type":"leaf"},"x":{"y":[]},"type":2,"type":"leaf"}""") with { IsFaust = true },
        Json<IFuzzEvent>(Leaf, new FuzzPair(Leaf, Leaf, null)) with { IsFaust = true },
        Packed(
            Document("a", 2, null),
            Document("größe 😀", 0, null),
            Document(new string('x', 300), 20, Document("b", 1, Document("c", 0, null)))),
        Packed(Order("a", 3, null), Order("größe 😀 \n\u0001", 0, "note"), Order(new string('x', 100), 12, "\"quoted\"")),
        Packed(Tree(0), Tree(3), new FuzzTree("n", [Tree(2), Tree(1)], Tree(30))),
        Packed(new FuzzSparse(), new FuzzSparse { OrderState = FuzzState.Closed, Other = "y", Numbers = [1, -2, 3], States = [FuzzState.Closed] }),
        Packed(
            new FuzzKeyed(
                (Half)1.5, Int128.MaxValue, UInt128.MaxValue, BigInteger.Pow(10, 60), new Version(1, 2, 3), new Uri("https://example.org/a?b"),
                new("k", 1), [1, ulong.MaxValue], new() { [new DateOnly(2000, 1, 1)] = 255 }, new() { [-1] = -1, [2] = 2 }, [Guid.Empty, Token], 'é'),
            new FuzzKeyed(Half.NaN, -1, 0, 0, new Version(1, 0), new Uri("", UriKind.Relative), new("", 0), [], [], [], [], null)),
        Packed<IFuzzCase>(
            new FuzzKeyed(Half.NaN, -1, 0, 0, new Version(1, 0), new Uri("", UriKind.Relative), new("", 0), [], [], [], [], null),
            new FuzzDot(1, -1),
            new FuzzList(
                new FuzzDot(1, 2), [null, new FuzzList(new FuzzDot(3, 4), [], [])], new() { ["a"] = new FuzzDot(5, 6), ["b"] = new FuzzDot(300, 7) })),
        new FuzzTarget("skipped", false, SkipPacked, [RecordMessagePack.Serialize(Document("a", 20, Document("b", 1, null)))]),
    ];

    private static FuzzLeaf Leaf => new(1, 1.50m, 0.25, [1, 2, 255], new DateOnly(2024, 2, 29));

    private static FuzzTarget Json<T>(T value, params object[] others)
        where T : IJsonRecord<T> => new(
            typeof(T).Name,
            true,
            (bytes, strings) => RecordJson.Deserialize<T>(bytes, strings),
            [
                RecordJson.Serialize(value),
                .. others.Select(other => other is string text ? Encoding.UTF8.GetBytes(text) : RecordJson.Serialize((T)other)),
            ]);

    private static FuzzTarget Packed<T>(params T[] values)
        where T : IMessagePackRecord<T> => new(
            typeof(T).Name,
            false,
            (bytes, strings) => RecordMessagePack.Deserialize<T>(bytes, strings),
            [.. values.Select(value => RecordMessagePack.Serialize(value))]);

    private static void SkipPacked(ReadOnlySpan<byte> bytes, Utf8StringCache? strings)
    {
        MessagePackReader reader = new(bytes, strings);
        reader.Skip();
        reader.ReadEnd();
    }

    private static FuzzOrder Order(string text, int lines, string? note) => new(
        -1234567890123, text, 12.50m, 0.1, note is null, new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromHours(-3)),
        Token, FuzzState.Closed,
        [.. Enumerable.Range(0, lines).Select(i => new FuzzLine($"{text}{i}", i, i / 7f, i % 2 == 0 ? null : true))],
        Enumerable.Range(0, lines).ToDictionary(i => $"tag {i}"), lines == 0 ? null : lines, note, [1, 2, 3, 255]);

    private static FuzzTree Tree(int depth) => new($"at {depth}", depth % 2 == 0 ? null : [], depth == 0 ? null : Tree(depth - 1));

    private static FuzzPacked Document(string text, int lines, FuzzPacked? inner) => new(
        -1234567890123, ulong.MaxValue, text, 0.1, 12.50m, new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromHours(-3)),
        Token, [1, 2, 3, 255], lines > 0, [.. Enumerable.Range(0, lines).Select(i => $"{text}{i}")],
        Enumerable.Range(0, lines).ToDictionary(i => (long)i << i, i => (short)-i), inner);
}
