using MessagePack;

namespace Faust.Records;

/// <summary>Closed hierarchies are the same bytes as those of MessagePack-CSharp, and each reads the other's.</summary>
public sealed class ForeignUnionTests
{
    [Fact]
    public void Both_write_the_same_bytes_and_read_each_other() => Cases.Run(2000, random =>
    {
        ForeignShape value = Shape(random, 4);
        byte[] ours = RecordMessagePack.Serialize(value);
        Assert.Equal(MessagePackSerializer.Serialize(value), ours);
        string json = RecordJson.SerializeToString(value);
        Assert.Equal(json, RecordJson.SerializeToString(MessagePackSerializer.Deserialize<ForeignShape>(ours)));
        Assert.Equal(json, RecordJson.SerializeToString(RecordMessagePack.Deserialize<ForeignShape>(ours)));
        Assert.Equal(json, RecordJson.SerializeToString(RecordJson.Deserialize<ForeignShape>(json)));
        if (Thing(random) is { } thing) Assert.Equal(MessagePackSerializer.Serialize(thing), RecordMessagePack.Serialize(thing));
    });

    [Fact]
    public void The_numbers_are_those_of_MessagePack_alone()
    {
        Assert.Equal("92009302C0C0", Convert.ToHexString(RecordMessagePack.Serialize<ForeignShape>(new ForeignCircle { Radius = 2 })));
        Assert.Equal("""{"type":0,"name":null,"shapes":null}""", RecordJson.SerializeToString<ForeignShape>(new ForeignNamed()));
        RecordFormatException e = Assert.Throws<RecordFormatException>(() => RecordMessagePack.Deserialize<ForeignShape>([0x92, 0x01, 0x80]));
        Assert.Contains("1 is no case of ForeignShape, which is one of 0, 300, -1, at offset 1.", e.Message, StringComparison.Ordinal);
    }

    private static ForeignShape Shape(Random random, int depth) => random.Next(depth > 0 ? 3 : 1) switch
    {
        0 => new ForeignCircle { Radius = random.Next(), Color = random.Next(2) == 0 ? null : random.Text() },
        1 => new ForeignGroup
        {
            First = random.Next(2) == 0 ? null : Shape(random, depth - 1),
            More = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Shape(random, depth - 1))],
            Thing = Thing(random),
        },
        _ => new ForeignNamed
        {
            Name = "n",
            Shapes = Enumerable.Range(0, random.Next(3)).ToDictionary(i => $"{i}", i => i == 1 ? null : (ForeignShape?)Shape(random, depth - 1)),
        },
    };

    private static IForeignThing? Thing(Random random) => random.Next(3) switch
    {
        0 => null,
        1 => new ForeignSize { Size = random.NextInt64() },
        _ => new ForeignLabel { Text = "t" },
    };
}
