using Faust.Generators.Tests.Records.Types;
using Faust.Records;

namespace Faust.Generators.Tests.Records;

public class WritingDepthTests
{
    [Fact]
    public void What_is_written_can_be_read()
    {
        Tree deepest = Nested(JsonReader.MaxDepth);
        Assert.Equal(Json.Write(deepest), Json.Write(Json.Read<Tree>(Json.Write(deepest))));
        Packed.AssertSame(deepest, Packed.Write(deepest));
        Tree deeper = Nested(JsonReader.MaxDepth + 1);
        Assert.Contains("64 deep", Assert.Throws<InvalidOperationException>(() => Json.Write(deeper)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Packed.Write(deeper));
    }

    [Fact]
    public void What_contains_itself_ends()
    {
        List<Tree> others = [];
        var cycle = new Tree(1, null, others);
        others.Add(cycle);
        Assert.Throws<InvalidOperationException>(() => Json.Write(cycle));
        Assert.Throws<InvalidOperationException>(() => Packed.Write(cycle));
        Assert.Throws<InvalidOperationException>(() => Json.Write(new Chained(Endless())));
        Assert.Throws<InvalidOperationException>(() => Packed.Write(new Chained(Endless())));
    }

    [Fact]
    public void Null_is_no_record()
    {
        Assert.Throws<ArgumentNullException>(() => RecordJson.Serialize<Tree>(null!));
        Assert.Throws<ArgumentNullException>(() => RecordMessagePack.Serialize<Tree>(null!));
    }

    private static Tree Nested(int depth) => depth == 1 ? new Tree(1) : new Tree(depth, Nested(depth - 1));

    private static Chain Endless()
    {
        var last = new Chain { Value = 1 };
        Chain first = last;
        for (int i = 0; i < 100; i++) first = new Chain { Value = i, Next = first };
        return first;
    }
}
