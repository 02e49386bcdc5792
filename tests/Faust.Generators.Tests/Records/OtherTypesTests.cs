using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Numerics;
using Faust.Generators.Tests.Records.Types;
using Faust.Records;

namespace Faust.Generators.Tests.Records;

public class OtherTypesTests
{
    [Fact]
    public void Scalars_are_the_references()
    {
        Json.RoundTrip(new Others(
            (Half)1.5, Int128.MinValue, UInt128.MaxValue, new Version(1, 2, 3, 4), new Uri("https://a/b?c=d"), new byte[] { 1, 2 }, new byte[] { 3 },
            Half.MaxValue, new Version(1, 2), new Uri("relative/path ü", UriKind.Relative), new byte[] { 4 }, [new byte[] { 5 }, default]));
        Assert.Equal(
            """{"half":0,"int128":0,"uInt128":0,"version":"0.0","uri":"","read":"","memory":"","maybeHalf":null,"maybeVersion":null,"maybeUri":null,"maybeRead":"","blobs":[]}""",
            Json.RoundTrip(new Others(default, 0, 0, new Version(), new Uri("", UriKind.Relative), default, default, null, null, null, Array.Empty<byte>(), [])));
    }

    [Fact]
    public void Integers_of_any_length_keep_their_digits()
    {
        var value = new Big(BigInteger.Pow(-7, 301), null, [0, BigInteger.Pow(10, 40)]);
        string json = Json.Write(value);
        Assert.Equal($$"""{"value":{{BigInteger.Pow(-7, 301)}},"maybe":null,"all":[0,{{BigInteger.Pow(10, 40)}}]}""", json);
        Big read = Json.Read<Big>(json);
        Assert.Equal((value.Value, value.Maybe), (read.Value, read.Maybe));
        Assert.Equal(value.All, read.All);
        Assert.Throws<RecordFormatException>(() => Json.Read<Big>("""{"value":1.0,"all":[]}"""));
        Assert.Throws<RecordFormatException>(() => Json.Read<Big>("""{"value":1e3,"all":[]}"""));
    }

    [Fact]
    public void Pairs_are_objects_named_by_the_records_policy()
    {
        Assert.Equal(
            """{"one":{"key":"a","value":1},"maybe":null,"all":[]}""", Json.RoundTrip(new Pairs(new("a", 1), null, [])));
        Json.RoundTrip(new Pairs(new("", 0), new(1, null), [new(new(1, "x"), [1, 2])]));
        Assert.Equal("""{"One":{"Key":"a","Value":1}}""", Json.Write(new PascalPairs(new("a", 1))));
        Assert.Equal(new("a", 1), Json.Read<PascalPairs>("""{"One":{"x":[],"Value":1,"Key":"a"}}""").One);
        Assert.Throws<RecordFormatException>(() => Json.Read<Pairs>("""{"one":{"value":1},"all":[]}"""));
    }

    [Fact]
    public void Collections_are_the_references()
    {
        Json.RoundTrip(new MoreCollections([], null, [], [], [], ImmutableDictionary<string, int>.Empty, ImmutableSortedDictionary<int, string?>.Empty,
            [], [], null, [], []));
        Json.RoundTrip(new MoreCollections([3, 1, 2], ["a", null], ["x"], [7], [3, 1], new Dictionary<string, int> { ["a"] = 1 }.ToImmutableDictionary(),
            new Dictionary<int, string?> { [2] = null, [1] = "x" }.ToImmutableSortedDictionary(), [9, 8], new() { [2] = 1, [1] = 2 }, new() { [2] = 1, [1] = 2 },
            new([1, 2, 3]), new(["l", "m"])));
    }

    // The reference writes these and does not read them.
    [Fact]
    public void Frozen_collections_and_nulls_of_memory()
    {
        const string Expected = """{"set":[5],"dictionary":{"r":{"a":1,"b":"s"}},"maybe":null}""";
        var value = new Frozen(new[] { 5 }.ToFrozenSet(), new Dictionary<string, PositionalRecord> { ["r"] = new(1, "s") }.ToFrozenDictionary());
        Assert.Equal(Expected, Json.Write(value));
        Assert.Equal(Expected, System.Text.Json.JsonSerializer.Serialize(value, Json.Reference));
        Assert.Equal(Expected, Json.Write(Json.Read<Frozen>(Expected)));
    }

    [Fact]
    public void An_immutable_array_without_an_array_is_a_null_that_must_not_be()
    {
        RecordFormatException error = Assert.Throws<RecordFormatException>(() => Json.Read<MoreCollections>("{}"));
        Assert.Contains("'array'", error.Message, StringComparison.Ordinal);
        var empty = new MoreCollections(default, null, [], [], [], ImmutableDictionary<string, int>.Empty, ImmutableSortedDictionary<int, string?>.Empty,
            [], [], null, [], []);
        Assert.Throws<InvalidOperationException>(() => Json.Write(empty));
    }

    [Fact]
    public void Their_defaults_are_left_out_too()
    {
        Assert.Equal("{}", Json.Write(new OtherDefaults()));
        Assert.Equal("""{"big":1,"bytes":"","pair":{"key":0,"value":1},"array":[]}""", Json.Write(new OtherDefaults { Big = 1, Bytes = Array.Empty<byte>(), Pair = new(0, 1), Array = [] }));
    }
}
