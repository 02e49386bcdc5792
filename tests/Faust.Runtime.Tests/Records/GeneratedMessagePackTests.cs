namespace Faust.Records;

/// <summary>What the generator writes as MessagePack is read as what it was; JSON, whose tests are its own, tells whether it is.</summary>
public sealed class GeneratedMessagePackTests
{
    private const int Count = 20_000;

    [Fact]
    public void Random_records_of_every_shape_come_back() => Cases.Run(Count, random =>
    {
        RoundTrip(RandomShapes.Scalars(random));
        RoundTrip(RandomShapes.Nested(random));
        RoundTrip(RandomShapes.Sparse(random));
        RoundTrip(RandomShapes.Keys(random));
        RoundTrip(RandomShapes.Keyed(random));
    });

    [Fact]
    public void A_record_nests_as_deep_as_a_document_may()
    {
        TreeShape tree = new("leaf", null, null);
        for (int i = 1; i < MessagePackReader.MaxDepth; i++) tree = new("at", null, tree);
        Assert.Equal(RecordJson.Serialize(tree), RecordJson.Serialize(RecordMessagePack.Deserialize<TreeShape>(RecordMessagePack.Serialize(tree))));
        Assert.Throws<InvalidOperationException>(() => RecordMessagePack.Serialize(new TreeShape("root", null, tree)));

        // What it would have written: the bytes around one leaf, around all.
        byte[] leaf = RecordMessagePack.Serialize(new TreeShape("leaf", null, null));
        byte[] around = RecordMessagePack.Serialize(new TreeShape("root", null, new TreeShape("leaf", null, null)));
        int at = around.AsSpan().IndexOf(leaf);
        byte[] tooDeep = [.. around[..at], .. RecordMessagePack.Serialize(tree), .. around[(at + leaf.Length)..]];
        Assert.Contains("64 deep", Assert.Throws<RecordFormatException>(() => RecordMessagePack.Deserialize<TreeShape>(tooDeep)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_left_out_is_not_counted()
    {
        byte[] packed = RecordMessagePack.Serialize(new SparseShape { Needed = "x" });
        Assert.Equal("81A66E6565646564A178", Convert.ToHexString(packed));
    }

    [Fact]
    public void Keys_are_places_and_the_names_are_read_too()
    {
        byte[] packed = RecordMessagePack.Serialize(new KeyedShape(5, "a", [], ShapeState.Open) { Rate = 2 });
        Assert.Equal("9AA161C00500C090C0C0C0CA40000000", Convert.ToHexString(packed));
        byte[] map = Packed.Write((ref writer) =>
        {
            writer.WriteMapHeader(3);
            writer.WriteValue("id");
            writer.WriteValue(5);
            writer.WriteValue("children");
            writer.WriteArrayHeader(0);
            writer.WriteValue("rate");
            writer.WriteValue(2);
        });
        KeyedShape read = RecordMessagePack.Deserialize<KeyedShape>(map);
        Assert.Equal((5, null, ShapeState.Closed, 2), (read.Id, read.Name, read.State, read.Rate));
    }

    [Fact]
    public void Arrays_of_other_versions_are_read()
    {
        // One that ends early, with a gap where a member is now.
        KeyedShape older = RecordMessagePack.Deserialize<KeyedShape>(Convert.FromHexString("96C0C005C0C090"));
        Assert.Equal((5, null, ShapeState.Closed, 0.5), (older.Id, older.Name, older.State, older.Rate));

        // One that has values in the gaps, and more behind.
        KeyedShape newer = RecordMessagePack.Deserialize<KeyedShape>(Convert.FromHexString("9BC0930102A16105000190C202C3CA40000000" + "81A16101"));
        Assert.Equal((5, ShapeState.Open, 2), (newer.Id, newer.State, newer.Rate));

        RecordFormatException missing = Assert.Throws<RecordFormatException>(() => RecordMessagePack.Deserialize<KeyedShape>(Convert.FromHexString("93C0C005")));
        Assert.Contains("KeyedShape lacks its member 'children'", missing.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DDFFFFFFFF", "array")]
    [InlineData("96A161C005C000DD7FFFFFFF", "elements")]
    [InlineData("DF7FFFFFFF", "entries")]
    public void Hostile_counts_are_refused_before_room_is_made(string hex, string part)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        RecordFormatException exception = Assert.Throws<RecordFormatException>(() => RecordMessagePack.Deserialize<KeyedShape>(Convert.FromHexString(hex)));
        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    // Each level claims all that is left, which is as much as it may claim.
    [Fact]
    public void Claims_within_claims_make_little_room()
    {
        byte[] bytes = [.. Enumerable.Repeat(Convert.FromHexString("82A46E616D65A0A86368696C6472656EDC4000"), 60).SelectMany(b => b), .. new byte[20_000]];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<RecordFormatException>(() => RecordMessagePack.Deserialize<TreeShape>(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
    }

    internal static void RoundTrip<T>(T value)
        where T : IJsonRecord<T>, IMessagePackRecord<T>
    {
        T read = RecordMessagePack.Deserialize<T>(RecordMessagePack.Serialize(value));
        Assert.Equal(RecordJson.Serialize(value), RecordJson.Serialize(read));
    }
}
