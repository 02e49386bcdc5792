using System.Text;
using System.Text.Json;
using Faust.Generators.Tests.Records.Types;
using Faust.Records;

namespace Faust.Generators.Tests.Records;

public class ExtensionDataTests
{
    [Fact]
    public void Unknown_members_are_written_back_behind_the_others()
    {
        Assert.Equal("""{"a":1,"b":"s","x":1,"y":[{}]}""", Rewritten<Extensible>("""{"a":1,"x":1,"b":"s","y":[{}]}"""));
        Assert.Equal("""{"a":1,"b":null}""", Rewritten<Extensible>("""{"a":1}"""));
        Assert.Equal("""{"a":1,"x":2}""", Rewritten<ExtensibleNever>("""{"x":2,"a":1}"""));
        Assert.Equal("""{"a":1}""", Rewritten<ExtensibleNever>("""{"a":1}"""));
        Assert.Equal("""{"a":1,"x":2,"y":3}""", Rewritten<ExtensibleSettable>("""{"x":2,"a":1,"y":3}"""));
        Assert.Equal("""{"a":1,"x":2}""", Rewritten<ExtensibleInit>("""{"x":2}"""));
        Assert.Equal("""{"a":1}""", Rewritten<ExtensibleInit>("{}"));
        Assert.Equal("""{"x":2}""", Rewritten<OnlyExtension>("""{"x":2}"""));
        Assert.Equal("{}", Rewritten<OnlyExtension>("{}"));
        Assert.Equal("""{"x":2}""", Rewritten<ExtensibleSparse>("""{"a":0,"x":2}"""));
        Assert.Equal("""{"b":1,"x":2}""", Rewritten<ExtensibleSparse>("""{"b":1,"x":2}"""));
        Assert.Equal("{}", Rewritten<ExtensibleSparse>("{}"));
    }

    [Fact]
    public void The_reference_keeps_the_same()
    {
        const string Input = """ { "x" : [ 1 , 2 ] , "a":1, "odd \"name\" \u00e9\n": { "b" : null , "c":"\u0041" }, "b":"s", "größe": -1.50e3, "":true } """;
        string ours = Rewritten<Extensible>(Input);
        string theirs = JsonSerializer.Serialize(JsonSerializer.Deserialize<ReferenceExtensible>(Input, Json.Reference), Json.Reference);
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(theirs).RootElement, JsonDocument.Parse(ours).RootElement), ours);
        Assert.Equal(ours, Rewritten<Extensible>(ours));
    }

    [Fact]
    public void Values_are_looked_up_by_name()
    {
        RecordExtensionData data = Json.Read<OnlyExtension>("""{"x":1,"y\n":[1, 2],"x":{"z":3}}""").More!;
        Assert.Equal(["x", "y\n", "x"], data.Select(m => m.Key));
        Assert.Equal(3, data.Count);
        Assert.True(data.TryGetValue("y\n", out ReadOnlyMemory<byte> y));
        Assert.Equal("[1, 2]", Encoding.UTF8.GetString(y.Span));
        Assert.True(data.TryGetValue("x", out ReadOnlyMemory<byte> x));
        Assert.Equal("""{"z":3}""", Encoding.UTF8.GetString(x.Span));
        Assert.False(data.TryGetValue("z", out _));
    }

    [Fact]
    public void Members_are_set_and_removed()
    {
        var data = new RecordExtensionData();
        Assert.Equal("{}", data.ToString());
        data.Set("a", "1"u8);
        data.Set("b\"", " [2] "u8[1..4]);
        data.Set("a", "\"x\""u8);
        Assert.Equal("""{"b\"":[2],"a":"x"}""", data.ToString());
        Assert.Equal(2, data.Count);
        Assert.True(data.Remove("b\""));
        Assert.False(data.Remove("b\""));
        var same = new RecordExtensionData();
        same.Set("a", "\"x\""u8);
        Assert.Equal(same, data);
        Assert.Equal(same.GetHashCode(), data.GetHashCode());
        Assert.Throws<RecordFormatException>(() => data.Set("c", "1,2"u8));
        Assert.Throws<RecordFormatException>(() => data.Set("c", "{"u8));
        Assert.Throws<RecordFormatException>(() => data.Set("c", ""u8));
        Assert.Equal(same, data);
        data.Clear();
        Assert.Empty(data);
    }

    [Theory]
    [InlineData("""{"x":[1,}""")]
    [InlineData("""{"x":}""")]
    [InlineData("""{"x":01}""")]
    [InlineData("""{"x":"\ud800"}""")]
    public void What_is_kept_is_checked(string json) => Assert.Throws<RecordFormatException>(() => Json.Read<OnlyExtension>(json));

    private static string Rewritten<T>(string json)
        where T : IJsonRecord<T> => Json.Write(Json.Read<T>(json));
}
