using System.Globalization;
using Faust.Generators.Tests.Records.Types;
using Faust.Records;

namespace Faust.Generators.Tests.Records;

public class ReadingTests
{
    [Fact]
    public void Members_come_in_any_order_and_unknown_ones_are_skipped() =>
        Assert.Equal(
            new PositionalRecord(1, "x"),
            Json.Read<PositionalRecord>("""{ "more": {"a":[1,{"b":null}]}, "b" : "x", "b2":"\"}", "a": 1 , "end":[] }"""));

    [Fact]
    public void Some_members_in_order_and_others_not() =>
        Assert.Equal(new PositionalRecord(1, "x"), Json.Read<PositionalRecord>("""{"a":1,"unknown":2,"b":"x"}"""));

    [Fact]
    public void The_last_of_two_equal_names_wins() =>
        Assert.Equal(new PositionalRecord(2, "x"), Json.Read<PositionalRecord>("""{"a":1,"b":"x","a":2}"""));

    [Fact]
    public void Escaped_names_are_recognised() =>
        Assert.Equal(new PositionalRecord(1, "x"), Json.Read<PositionalRecord>("""{"\u0061":1,"b":"x"}"""));

    [Fact]
    public void Names_are_compared_exactly() => Assert.Equal(0, Json.Read<PositionalRecord>("""{"A":1,"b":"x"}""").A);

    [Fact]
    public void Initializers_are_kept_where_members_are_missing()
    {
        Assert.Equal(new InitRecord(), Json.Read<InitRecord>("{}"));
        Assert.Equal(new InitRecord { A = 2 }, Json.Read<InitRecord>("""{"a":2}"""));
        Assert.Equal(new InitRecord { B = "x" }, Json.Read<InitRecord>("""{"b":"x"}"""));
        Assert.Equal(new InitStruct(), Json.Read<InitStruct>("{}"));
        Assert.Equal(new InitStruct { A = 2 }, Json.Read<InitStruct>("""{"a":2}"""));
        Assert.Equal("kept", Json.Read<SetClass>("{}").B);
        Assert.Equal("kept", Json.Read<SetStruct>("{}").B);
        Assert.Equal("kept", Json.Read<FieldClass>("""{"c":1}""").B);
        Assert.Equal(new PositionalWithMore(1) { D = 2 }, Json.Read<PositionalWithMore>("""{"a":1,"d":2}"""));
        Assert.Equal(new PositionalWithMore(1) { D = 2, B = "x" }, Json.Read<PositionalWithMore>("""{"a":1,"d":2,"b":"x"}"""));
        Assert.Equal(new PositionalWithMore(1) { D = 2, C = 3 }, Json.Read<PositionalWithMore>("""{"a":1,"d":2,"c":3}"""));
        Assert.Equal((5, "kept"), Json.Read<SetsRequiredClass>("{}") is { } s ? (s.A, s.B) : default);
        Assert.Equal(new Derived(1, 2), Json.Read<Derived>("""{"a":1,"b":2}"""));
        Page<PositionalRecord> page = Json.Read<Page<PositionalRecord>>("""{"first":{"a":1,"b":"x"},"second":null}""");
        Assert.Empty(page.Items);
        Page<PositionalReadonlyStruct> structs = Json.Read<Page<PositionalReadonlyStruct>>("""{"first":{"a":1,"b":"x"},"second":{"a":2,"b":"y"}}""");
        Assert.Equal((2, 0), (structs.Second.A, structs.Items.Count));
    }

    [Fact]
    public void A_null_is_not_converted_to_a_struct_that_a_reference_converts_to()
    {
        Assert.Null(Json.Read<HoldsConvertible>("""{"value":null}""").Value);
        Assert.Equal("x", Json.Read<HoldsConvertible>("""{"value":{"text":"x"}}""").Value?.Text);
    }

    [Fact]
    public void Parameters_take_their_defaults_where_members_are_missing()
    {
        Assert.Equal(new Defaults(), Json.Read<Defaults>("{}"));
        Assert.Equal(new Defaults { M = false }, Json.Read<Defaults>("""{"m":false}"""));
        SomeParametersUnmatched some = Json.Read<SomeParametersUnmatched>("""{"a":1}""");
        Assert.Equal((1, "kept", true), (some.A, some.B, some.IsVerbose()));
    }

    [Fact]
    public void Missing_values_are_their_defaults_and_missing_references_an_error()
    {
        Assert.Equal(new PositionalRecord(0, "x"), Json.Read<PositionalRecord>("""{"b":"x"}"""));
        Assert.Equal(new Tree(0), Json.Read<Tree>("{}"));
        Assert.Contains("PositionalRecord lacks its member 'b'", Error<PositionalRecord>("""{"a":1}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void Required_members_are_required_even_where_they_may_be_null()
    {
        Assert.Contains("'a'", Error<RequiredClass>("""{"b":null}"""), StringComparison.Ordinal);
        Assert.Contains("'b'", Error<RequiredClass>("""{"a":1}"""), StringComparison.Ordinal);
        Assert.Contains("'first'", Error<Page<PositionalRecord>>("""{"items":[]}"""), StringComparison.Ordinal);
        Assert.Contains("'c'", Error<FieldClass>("{}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":null,"b":"x"}""")]
    [InlineData("""{"a":1,"b":null}""")]
    [InlineData("""{"b":null,"a":1}""")]
    [InlineData("""{"b":"x","a":null}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"a":1,"b":"x" """)]
    [InlineData("""{"a":1 "b":"x"}""")]
    [InlineData("""{"a":1,"b":"x"}}""")]
    [InlineData("""{"a":1,"b":"x",}""")]
    [InlineData("""{"a":1.5,"b":"x"}""")]
    [InlineData("""{"a":2147483648,"b":"x"}""")]
    public void What_is_not_the_record_is_an_error(string json) => Error<PositionalRecord>(json);

    [Fact]
    public void Null_is_no_element_of_a_collection_that_allows_none()
    {
        Error<Page<PositionalRecord>>("""{"first":{"b":"x"},"items":[null]}""");
        Error<Tree>("""{"others":[null]}""");
    }

    [Fact]
    public void Nulls_that_a_type_does_not_allow_are_not_written()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => Json.Write(new PositionalRecord(1, null!)));
        Assert.StartsWith("PositionalRecord.B is null", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Json.Write(new Tree(1, null, [null!])));
    }

    [Theory]
    [InlineData("5", Level.Middle)]
    [InlineData("\"Middle\"", Level.Middle)]
    [InlineData("\"200\"", Level.High)]
    [InlineData("17", (Level)17)]
    public void Enums_are_read_from_numbers_and_names(string json, Level expected)
    {
        NullableScalars read = Json.Read<NullableScalars>($$"""{"level":{{json}},"signed":"class"}""");
        Assert.Equal((expected, Signed.@class), (read.Level!.Value, read.Signed!.Value));
    }

    [Theory]
    [InlineData("\"middle\"")]
    [InlineData("\"\"")]
    [InlineData("256")]
    [InlineData("-1")]
    public void Unknown_enum_members_are_errors(string json) => Error<NullableScalars>($$"""{"level":{{json}}}""");

    [Fact]
    public void Enum_keys_are_read_from_numbers_and_names()
    {
        Assert.Equal(new() { [Level.Middle] = 1 }, Json.Read<EnumKeys>("""{"enums":{"5":1}}""").Enums);
        Assert.Equal(new() { [Level.Middle] = 1 }, Json.Read<EnumKeys>("""{"enums":{"Middle":1}}""").Enums);
        Error<EnumKeys>("""{"enums":{"Unknown":1}}""");
        Error<EnumKeys>("""{"enums":{"256":1}}""");
    }

    [Fact]
    public void Records_that_contain_themselves_are_read_to_a_depth_and_no_further()
    {
        Json.Read<Tree>(Nested(60));
        Error<Tree>(Nested(100_000));

        static string Nested(int depth) =>
            string.Concat(Enumerable.Repeat("""{"value":1,"left":""", depth)) + "null" + new string('}', depth);
    }

    [Fact]
    public void Strings_of_a_member_are_shared_where_the_reader_has_a_cache()
    {
        var cache = new Utf8StringCache();
        Assert.Same(Read(cache), Read(cache));

        static string Read(Utf8StringCache cache)
        {
            var reader = new JsonReader("""{"a":1,"b":"repeated"}"""u8, cache);
            return PositionalRecord.ReadJson(ref reader).B;
        }
    }

    [Fact]
    public void Records_are_read_alike_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NegativeSign = "~", NumberDecimalSeparator = ";" } };
            Assert.Equal(-1.5m, Json.Read<NullableScalars>("""{"decimal":-1.5}""").Decimal);
            Assert.Equal("""{"a":-1,"b":""}""", Json.Write(new PositionalRecord(-1, "")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Error<T>(string json)
        where T : IJsonRecord<T> => Assert.Throws<RecordFormatException>(() => Json.Read<T>(json)).Message;
}
