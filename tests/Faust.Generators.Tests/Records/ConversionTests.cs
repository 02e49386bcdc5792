using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Faust.Generators.Tests.Records.Types;
using Faust.Records;

namespace Faust.Generators.Tests.Records;

public class ConversionTests
{
    [Fact]
    public void A_converter_is_for_the_member_or_what_is_in_it()
    {
        Money money = new(12.50m, "EUR");
        Assert.Equal(
            """{"price":"12.50 EUR","before":null,"all":[],"named":{},"counts":{}}""", Twice(new Priced(money, null, [], [], [])));
        Assert.Equal(
            """{"price":"12.50 EUR","before":"1 \"X","all":[null,"12.50 EUR"],"named":{"a":["12.50 EUR"]},"counts":{"12.50 EUR":3}}""",
            Twice(new Priced(money, new Money(1, "\"X"), [null, money], new() { ["a"] = [money] }, new() { [money] = 3 })));
    }

    [Fact]
    public void A_converter_may_write_what_it_likes_for_several_types()
    {
        var value = new Thermal(new Celsius { Degrees = 36.6 }, null, (TimeZoneInfo.Utc, [default, default]));
        Assert.Equal(
            """{"now":{"celsius":36.6},"then":null,"both":[null,[{"celsius":0},{"celsius":0}]]}""", Twice(value));
        Twice(value with { Then = new Celsius { Degrees = 1 } });
    }

    [Theory]
    [InlineData("""{"price":"12.50","before":null,"all":[],"named":{},"counts":{}}""", 9, "$.price")]
    [InlineData("""{"price":"x EUR","before":null,"all":[],"named":{},"counts":{}}""", 9, "$.price")]
    [InlineData("""{"price":"1 EUR","all":[null, "1"],"named":{},"counts":{}}""", 30, "$.all[1]")]
    [InlineData("""{"price":"1 EUR","all":[],"named":{"a":["1 E",  "99999999999999999999999999999999 EUR"]}}""", 48, "$.named.a[1]")]
    [InlineData("""{"price":"1 EUR","all":[],"named":{},"counts":{"1":1}}""", 51, "$.counts.1")]
    [InlineData("""{"price":null,"all":[],"named":{},"counts":{}}""", 9, "$.price")]
    [InlineData("""{"price":12.5,"all":[],"named":{},"counts":{}}""", 9, "$.price")]
    public void What_a_converter_refuses_has_its_place(string json, int offset, string path) => Refuses<Priced>(json, offset, path);

    [Theory]
    [InlineData("""{"now":{"celsius":-300}}""", 7, "$.now")]
    [InlineData("""{"now":{"celsius":"x"}}""", 18, "$.now.celsius")]
    [InlineData("""{"now":{"celsius":1},"both":["Mars",[]]}""", 29, "$.both[0]")]
    public void So_has_what_a_free_one_does(string json, int offset, string path) => Refuses<Thermal>(json, offset, path);

    [Fact]
    public void A_converter_that_leads_back_to_its_record_ends_at_the_depth_limit()
    {
        var value = new Chained(new Chain { Value = 1, Next = new Chain { Value = 2 } });
        Assert.Equal("""{"first":{"value":1,"next":{"value":2,"next":null}}}""", Twice(value));
        string deep = string.Concat(Enumerable.Repeat("""{"value":1,"next":""", 100_000));
        RecordFormatException error = Assert.Throws<RecordFormatException>(() => Json.Read<Chained>("{\"first\":" + deep));
        Assert.Contains("nested", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_may_name_its_converter_itself()
    {
        var value = new WithIds(new OrderId(7), null, new() { [new OrderId(-1)] = "x" });
        Assert.Equal("""{"id":7,"other":null,"names":{"-1":"x"}}""", Twice(value));
        Refuses<WithIds>("""{"id":7,"names":{"99999999999":"x"}}""", 31, "$.names.99999999999", anyOffset: true);
        Refuses<WithIds>("""{"id":99999999999}""", 6, "$.id");
    }

    [Fact]
    public void A_context_writes_as_the_reference_does_with_it()
    {
        var value = new WithContext(
            new Address { Street = "Größe \"1\" <b>", Number = 3 }, null, new() { ["a"] = [new Bare("x", 1), new Bare("", 0)] }, 9);
        string json = Twice(value);
        Assert.Equal(
            """{"home":{"street":"Größe \"1\" <b>","number":3},"work":null,"lists":{"a":[{"a":"x","b":1},{"a":"","b":0}]},"last":9}""", json);
        Assert.Equal(3, JsonSerializer.Deserialize(JsonNode.Parse(json)!["home"]!.ToJsonString(), TestJsonContext.Default.Address)!.Number);
        Assert.Equal(json, Json.Write(Json.Read<WithContext>(Json.Indented(json))));
    }

    [Theory]
    [InlineData("""{"home":{"street":"x","number":"y"},"last":1}""", "$.home.number")]
    [InlineData("""{"home":null,"last":1}""", "$.home")]
    [InlineData("""{"home":[],"last":1}""", "$.home")]
    [InlineData("{\"home\":{\"street\":\"x\"},\"lists\":{\"a\":[\n{\"a\":\"x\",\n\"b\":[]}]},\"last\":1}", "$.lists.a[0].b")]
    [InlineData("""{"home":{"street":"x","number":1.5""", "$.home.number")]
    public void What_a_context_refuses_has_its_place(string json, string path) => Refuses<WithContext>(json, 0, path, anyOffset: true);

    [Fact]
    public void Tuples_are_arrays()
    {
        var value = new Tuples((1, "a"), null, [], (1, 2, 3, 4, 5, 6, 7, 8, "9"), new(5), null, ((1, 2), 3));
        Assert.Equal(
            """{"pair":[1,"a"],"maybe":null,"points":[],"nine":[1,2,3,4,5,6,7,8,"9"],"one":[5],"classic":null,"nested":[[1,2],3]}""", Twice(value));
        Twice(value with { Maybe = (1, null), Points = [(1, 2), (3, 4)], Classic = new(1, null) });
        Assert.Equal(value.Nine, Json.Read<Tuples>(Json.Write(value)).Nine);
    }

    [Theory]
    [InlineData("""{"pair":[1]}""", 10, "$.pair[0]")]
    [InlineData("""{"pair":[]}""", 9, "$.pair[0]")]
    [InlineData("""{"pair":[1,"a",2]}""", 15, "$.pair[2]")]
    [InlineData("""{"pair":[1,null]}""", 11, "$.pair[1]")]
    [InlineData("""{"pair":{"Item1":1,"Item2":"a"}}""", 8, "$.pair")]
    public void Tuples_have_their_length(string json, int offset, string path) => Refuses<Tuples>(json, offset, path);

    [Fact]
    public void A_null_in_a_tuple_that_must_not_be_is_not_written()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(
            () => Json.Write(new Tuples((1, null!), null, [], default, default, null, default)));
        Assert.Contains("item 2 of a tuple", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_formats_and_parses_itself_is_text()
    {
        var value = new TextForms(IPAddress.Parse("::1"), null, IPNetwork.Parse("10.0.0.0/8"), [default], new() { [IPAddress.Loopback] = 1 });
        Assert.Equal("""{"address":"::1","maybe":null,"network":"10.0.0.0/8","networks":["0.0.0.0/0"],"byAddress":{"127.0.0.1":1}}""", Twice(value));
        Refuses<TextForms>("""{"address":"nowhere","network":"::/0","networks":[],"byAddress":{}}""", 11, "$.address");
        Refuses<TextForms>("""{"address":"::1","network":"::/999","networks":[],"byAddress":{}}""", 27, "$.network");
        Refuses<TextForms>($$"""{"address":"{{new string('1', 5000)}}"}""", 11, "$.address");
    }

    [Fact]
    public void Documents_are_the_references()
    {
        foreach (string json in new[] { "0", "\"\\u0000ü<\"", "[1,[],{\"a\":null}]", "{\"b\":1.50e+3}", "null" })
        {
            JsonElement element = JsonElement.Parse(json);
            JsonNode? node = JsonNode.Parse(json);
            Json.RoundTrip(new Documents(element, null, node, null, null, [element], 1));
            if (node is JsonObject o) Json.RoundTrip(new Documents(element, element, null, o, null, [], 1));
            if (node is JsonArray a) Json.RoundTrip(new Documents(element, element, null, null, a, [], 1));
        }
    }

    [Fact]
    public void Documents_that_cannot_be_have_their_place()
    {
        Refuses<Documents>("""{"element":1,"object":[1]}""", 22, "$.object");
        Refuses<Documents>("""{"element":1,"array":{}}""", 21, "$.array");
        Refuses<Documents>("""{"element":{"a":tru}}""", 16, "$.element.a");
        Refuses<Documents>("""{"element":1,"object":{"a":1,"a":2}}""", 0, "$.object", anyOffset: true);
        Assert.Equal("null", Json.Write(new Documents(default, null, null, null, null, [], 1))[11..15]);
        RecordFormatException error = Assert.Throws<RecordFormatException>(() => Json.Read<Documents>("{\"element\":" + new string('[', 1_000_000)));
        Assert.Contains("nested", error.Message, StringComparison.Ordinal);
    }

    // Values of value types are not boxed: an id costs what its number does.
    [Fact]
    public void Converting_allocates_nothing()
    {
        long converted = Allocated(new WithIds(new OrderId(7), new OrderId(8), new() { [new OrderId(9)] = "x" }));
        Assert.Equal(Allocated(new WithNumbers(7, 8, new() { [9] = "x" })), converted);

        static long Allocated<T>(T value)
            where T : IJsonRecord<T>
        {
            var buffer = new ByteBuffer();
            Write(buffer, value);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++) Write(buffer, value);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        static void Write<T>(ByteBuffer buffer, T value)
            where T : IJsonRecord<T>
        {
            buffer.Clear();
            var writer = new JsonWriter(buffer);
            T.WriteJson(ref writer, value);
            writer.Complete();
        }
    }

    private static string Twice<T>(T value)
        where T : IJsonRecord<T>, IMessagePackRecord<T>
    {
        Packed.RoundTrip(value);
        string json = Json.Write(value);
        Assert.Equal(json, Json.Write(Json.Read<T>(json)));
        Assert.Equal(json, Json.Write(Json.Read<T>(Json.Reordered(json))));
        Assert.Equal(json, Json.Write(Json.Read<T>(Json.Indented(json))));
        return json;
    }

    private static void Refuses<T>(string json, int offset, string path, bool anyOffset = false)
        where T : IJsonRecord<T>
    {
        RecordFormatException error = Assert.Throws<RecordFormatException>(() => RecordJson.Deserialize<T>(json));
        Assert.Contains($"at {path}:", error.Message, StringComparison.Ordinal);
        if (!anyOffset) Assert.Equal(offset, error.Offset);
    }
}
