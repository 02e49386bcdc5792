using System.Text.Json;
using System.Text.Json.Serialization;
using Faust.Generators.Tests.Records.Types;
using Faust.Records;

namespace Faust.Generators.Tests.Records;

public class OmissionTests
{
    private static readonly JsonSerializerOptions Reference = new(Json.Reference) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    private static readonly Sparse Empty = JsonSerializer.Deserialize<Sparse>("{}", Json.Reference)!;

    [Fact]
    public void Defaults_are_left_out_as_the_reference_does()
    {
        Assert.Equal("{}", Same(Empty));
        Assert.Equal("""{"boolean":true}""", Same(Empty with { Boolean = true }));
        Assert.Equal("""{"int32":-1,"field":2}""", Same(Empty with { Int32 = -1, Field = 2 }));
        Assert.Equal("""{"nullable":0}""", Same(Empty with { Nullable = 0 }));
        Assert.Equal("""{"string":"","items":[]}""", Same(Empty with { String = "", Items = [] }));
        Assert.Equal("""{"struct":{"a":1,"b":""}}""", Same(Empty with { Struct = new(1, "") }));
        Assert.Equal("""{"nullableStruct":{"a":4,"b":"x"},"record":{"a":5,"b":"x"}}""", Same(Empty with { NullableStruct = new(4, "x"), Record = new(5, "x") }));
        Assert.Equal("""{"settable":1,"initial":2,"text":"x"}""", Same(Empty with { Settable = 1, Initial = 2, Text = "x" }));
        Same(new Sparse(
            true, 1, 2, 3, 4.5f, 5.5, 6.5m, 'x', "y", new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), DateTime.UnixEpoch, DateTimeOffset.UnixEpoch, TimeSpan.MinValue,
            DateOnly.MaxValue, TimeOnly.MaxValue, Level.High, 8, [1], new(1, "x"), new(2, "y"), new(3, "z")));
    }

    [Fact]
    public void Whatever_comes_first_no_comma_does()
    {
        Assert.Equal("""{"c":"x"}""", Json.Write(new Late(0, null, "x", 0)));
        Assert.Equal("""{"a":1,"c":"x","d":2}""", Json.Write(new Late(1, null, "x", 2)));
        Assert.Equal("""{"b":0,"c":"x"}""", Json.Write(new Late(0, 0, "x", 0)));
        Assert.Throws<InvalidOperationException>(() => Json.Write(new Late(0, 0, null!, 0)));
    }

    [Fact]
    public void A_parameters_own_default_is_left_out_and_the_types_is_not()
    {
        Assert.Equal("{}", RoundTrip(new WithDefaults()));
        Assert.Equal(
            """{"retries":0,"note":null,"level":0,"on":false,"rate":null,"nothing":""}""", RoundTrip(new WithDefaults(0, null, Level.Low, false, null, "")));
    }

    [Fact]
    public void What_an_initializer_says_decides()
    {
        Assert.Equal("""{"computed":4,"items":[],"level":5,"custom":1}""", RoundTrip(new WithInitializers()));
        Assert.Equal(
            """{"seven":0,"minus":0,"on":false,"currency":"","limit":null,"rate":0,"computed":0,"items":[1],"level":0,"absent":"x","custom":0}""",
            RoundTrip(new WithInitializers { Seven = 0, Minus = 0, On = false, Currency = "", Limit = null, Rate = 0, Computed = 0, Items = [1], Level = 0, Absent = "x", Custom = 0 }));
    }

    [Fact]
    public void What_a_constructors_body_may_set_is_always_written()
    {
        Assert.Equal("""{"retries":0}""", RoundTrip(new SetByConstructor { Retries = 0 }));
        Assert.Equal("""{"needed":0,"own":0,"retries":0}""", RoundTrip(new SetByBase { Needed = 0, Retries = 0 }));
    }

    [Fact]
    public void Structs_are_sparse_too()
    {
        Assert.Equal("{}", RoundTrip(default(SparseStruct)));
        Assert.Equal("""{"b":""}""", RoundTrip(new SparseStruct { B = "" }));
    }

    [Fact]
    public void Any_members_may_be_missing_and_in_any_form()
    {
        string[] members = ["\"a\":1", "\"b\":2", "\"c\":\"x\"", "\"d\":4"];
        for (int set = 0; set < 16; set++)
        {
            if ((set & 4) == 0) continue;
            string json = "{" + string.Join(',', members.Where((_, i) => (set & (1 << i)) != 0)) + "}";
            Assert.Equal(json, RoundTrip(Json.Read<Late>(json)));
        }
    }

    [Theory]
    [InlineData("""{,"a":1,"c":"x"}""")]
    [InlineData("""{,"b":1,"c":"x"}""")]
    [InlineData("""{,"c":"x"}""")]
    [InlineData("""{"a":1"c":"x"}""")]
    [InlineData("""{"b":1"c":"x"}""")]
    [InlineData("""{"c":"x""d":1}""")]
    [InlineData("""{,"d":1,"c":"x"}""")]
    [InlineData("""{"c":"x",}""")]
    [InlineData("{,}")]
    public void No_comma_too_many_or_too_few(string json) => Assert.Throws<RecordFormatException>(() => Json.Read<Late>(json));

    [Fact]
    public void Enums_are_texts_where_asked_for()
    {
        var texts = new Texts(Level.Middle, (Level)9, [Level.Low, (Level)77], new() { [Level.High] = [Level.Low], [(Level)3] = [] }, Signed.@class, Twice.Same);
        string json = Json.Write(texts);
        Assert.Equal(
            """{"level":"Middle","before":9,"all":["Low",77],"byLevel":{"High":["Low"],"3":[]},"signed":"class","twice":"One"}""", json);
        var reference = new JsonSerializerOptions(Json.Reference) { Converters = { new JsonStringEnumConverter() } };
        Assert.Equal(json.Replace("One", "Same", StringComparison.Ordinal), JsonSerializer.Serialize(texts, reference).Replace("One", "Same", StringComparison.Ordinal));
        Assert.Equal(json, Json.Write(JsonSerializer.Deserialize<Texts>(json, reference)!));
        Assert.Equal(json, Json.Write(Json.Read<Texts>(json)));
        Assert.Equal(
            """{"text":"High","number":200,"texts":["Low"],"numbers":[0]}""", RoundTrip(new SomeTexts(Level.High, Level.High, [Level.Low], [Level.Low])));
    }

    // Both ways to read, and the reference reads what is not written as we do.
    private static string Same(Sparse value)
    {
        string json = RoundTrip(value);
        Assert.Equal(JsonSerializer.Serialize(value, Reference), json);
        Assert.Equal(json, Json.Write(JsonSerializer.Deserialize<Sparse>(json, Reference)!));
        return json;
    }

    private static string RoundTrip<T>(T value)
        where T : Faust.Records.IJsonRecord<T>
    {
        string json = Json.Write(value);
        Assert.Equal(json, Json.Write(Json.Read<T>(json)));
        Assert.Equal(json, Json.Write(Json.Read<T>(Json.Reordered(json))));
        return json;
    }
}
