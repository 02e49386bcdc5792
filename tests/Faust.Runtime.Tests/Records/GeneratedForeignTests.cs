using System.Numerics;
using MessagePack;

namespace Faust.Records;

/// <summary>Contracts annotated for MessagePack-CSharp: both write the same bytes, and read them.</summary>
public sealed class GeneratedForeignTests
{
    private const int Count = 10_000;

    [Fact]
    public void Arrays() => Cases.Run(Count, random => Same(Array(random, 2)));

    [Fact]
    public void Maps() => Cases.Run(Count, random => Same(Map(random)));

    [Fact]
    public void Names() => Cases.Run(Count, random => Same(new ForeignNames { Id = random.Bits(), Size = random.Next(4) == 0 ? null : random.Text(loneSurrogates: false) }));

    [Fact]
    public void Json_has_its_own_names_and_what_is_ignored_does_not_travel()
    {
        string json = System.Text.Encoding.UTF8.GetString(RecordJson.Serialize(new ForeignNames { Id = 1, Size = "x" }));
        Assert.Equal("""{"id":1,"size":"x"}""", json);
        Assert.DoesNotContain("ache", System.Text.Encoding.UTF8.GetString(RecordJson.Serialize(new ForeignArray { Cache = 1 })), StringComparison.Ordinal);
    }

    private static void Same<T>(T value)
        where T : IMessagePackRecord<T>
    {
        byte[] theirs = MessagePackSerializer.Serialize(value, MessagePackSerializerOptions.Standard, TestContext.Current.CancellationToken);
        Assert.Equal(Convert.ToHexString(theirs), Convert.ToHexString(RecordMessagePack.Serialize(value)));
        T ours = RecordMessagePack.Deserialize<T>(theirs);
        T back = MessagePackSerializer.Deserialize<T>(RecordMessagePack.Serialize(ours), MessagePackSerializerOptions.Standard, TestContext.Current.CancellationToken);
        Assert.Equal(theirs, RecordMessagePack.Serialize(back));
    }

    private static ForeignArray Array(Random random, int depth) => new()
    {
        Id = random.Bits(),
        Name = random.Next(3) == 0 ? null : random.Text(loneSurrogates: false),
        Map = random.Next(2) == 0 ? null : Map(random),
        Children = random.Next(3) == 0 ? null : [.. Enumerable.Range(0, depth == 0 ? 0 : random.Next(4)).Select(_ => Array(random, depth - 1))],
        State = (ShapeState)random.Bits(),
        Cache = 5,
    };

    // Doubles that are no floats: those are written in 32 bits here, and in 64 there.
    private static ForeignMap Map(Random random)
    {
        ScalarShape s = RandomShapes.Scalars(random);
        KeysShape k = RandomShapes.Keys(random);
        return new ForeignMap
        {
            Boolean = s.Boolean,
            SByte = s.SByte,
            UInt16 = s.UInt16,
            UInt32 = s.UInt32,
            UInt64 = s.UInt64,
            Single = s.Single,
            Double = s.Double,
            Decimal = s.Decimal,
            Char = s.Char,
            Guid = s.Guid,
            DateTime = s.DateTime,
            DateTimeOffset = s.DateTimeOffset,
            TimeSpan = s.TimeSpan,
            DateOnly = s.DateOnly,
            TimeOnly = s.TimeOnly,
            Bytes = random.Next(3) == 0 ? null : s.Bytes,
            Big = new BigInteger(s.Int64) * s.Int64 * s.Int32,
            Version = random.Next(3) == 0 ? null : new Version(random.Next(10), random.Next(), random.Next()),
            Uri = random.Next(3) == 0 ? null : new Uri("https://example.org/ü?" + random.Next()),
            Number = random.Next(3) == 0 ? null : s.Int32,
            Pair = new(s.Int32, s.String),
            ByNumber = random.Next(3) == 0 ? null : k.Integers.ToDictionary(p => p.Key, p => p.Value.Length % 2 == 0 ? null : (double?)s.Double),
            Set = random.Next(3) == 0 ? null : [.. k.Guids.Keys],
            Queue = random.Next(3) == 0 ? null : new(k.Integers.Keys.Select(i => (short)i)),
            Array = [.. k.Integers.Keys],
            Memory = s.Bytes,
        };
    }
}
