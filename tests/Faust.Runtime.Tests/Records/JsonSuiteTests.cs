using System.Text.Json;
using System.Text.Json.Serialization;

namespace Faust.Records;

/// <summary>JSONTestSuite, every case: as the value of a member of each kind, and as a member that the record does not have.</summary>
public sealed class JsonSuiteTests
{
    // A null for what cannot be null is an error here, and there when asked for.
    private static readonly JsonSerializerOptions Reference = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
    };

    // For comparing what was read, which may be infinite.
    private static readonly JsonSerializerOptions Comparison = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    // Escapes for one half of a surrogate pair: there is no text that they stand for. System.Text.Json finds out when a string is read,
    // JsonDocument never; here a text that is skipped is held to the same as one that is read.
    private static readonly string[] HalfPairs =
    [
        "i_object_key_lone_2nd_surrogate",
        "i_string_1st_surrogate_but_2nd_missing",
        "i_string_1st_valid_surrogate_2nd_invalid",
        "i_string_incomplete_surrogate_and_escape_valid",
        "i_string_incomplete_surrogate_pair",
        "i_string_incomplete_surrogates_escape_valid",
        "i_string_invalid_lonely_surrogate",
        "i_string_invalid_surrogate",
        "i_string_inverted_surrogates_U+1D11E",
        "i_string_lone_second_surrogate",
    ];

    [Fact]
    public void The_suite_is_whole() => Assert.Equal(
        (95, 188, 35),
        (JsonSuite.Cases.Count(test => test.Expect == "accept"),
            JsonSuite.Cases.Count(test => test.Expect == "reject"),
            JsonSuite.Cases.Count(test => test.Expect == "either")));

    [Fact]
    public void A_skipped_member_is_taken_or_refused_as_the_suite_says() => CheckSkipped<OfNothing>();

    [Fact]
    public void A_kept_member_is_taken_or_refused_as_the_suite_says() => CheckSkipped<OfExtension>();

    [Fact]
    public void A_string_is_read_as_by_the_reference() => Check<OfString>();

    [Fact]
    public void A_string_never_null_is_read_as_by_the_reference() => Check<OfPlainString>();

    [Fact]
    public void A_long_is_read_as_by_the_reference() => Check<OfLong>();

    [Fact]
    public void A_long_or_null_is_read_as_by_the_reference() => Check<OfMaybeLong>();

    [Fact]
    public void A_double_is_read_as_by_the_reference() => Check<OfDouble>();

    [Fact]
    public void A_decimal_is_read_as_by_the_reference() => Check<OfDecimal>();

    [Fact]
    public void A_bool_is_read_as_by_the_reference() => Check<OfBoolean>();

    [Fact]
    public void Strings_are_read_as_by_the_reference() => Check<OfStrings>();

    [Fact]
    public void Longs_are_read_as_by_the_reference() => Check<OfLongs>();

    [Fact]
    public void Doubles_are_read_as_by_the_reference() => Check<OfDoubles>();

    [Fact]
    public void Bools_are_read_as_by_the_reference() => Check<OfBooleans>();

    [Fact]
    public void A_nested_record_is_read_as_by_the_reference() => Check<OfNested>();

    [Fact]
    public void Nested_records_are_read_as_by_the_reference() => Check<OfNestedList>();

    [Fact]
    public void A_dictionary_is_read_as_by_the_reference() => Check<OfDictionary>();

    [Fact]
    public void A_dictionary_of_numbers_is_read_as_by_the_reference() => Check<OfNumbers>();

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    [InlineData("[{\"a\":", "}]")]
    public void Skipped_values_nest_as_deep_as_the_limit_and_no_deeper(string open, string close)
    {
        int width = open.Count(c => c is '[' or '{');
        int times = JsonReader.MaxDepth / width;
        string deepest = string.Concat(Enumerable.Repeat(open, times)) + "1" + string.Concat(Enumerable.Repeat(close, times));
        // The record around it is a level of its own to JsonDocument, which has the same limit; here the limit is the value's.
        Assert.All(JsonSuite.Framed(deepest), json => Assert.NotNull(JsonSuite.Read<OfNothing>(json)));
        Assert.All(JsonSuite.Framed(deepest), json => Assert.False(JsonSuite.IsDocument(json)));
        Assert.All(JsonSuite.Framed($"[{deepest}]"), json => Assert.Null(JsonSuite.Read<OfNothing>(json)));
    }

    private static void CheckSkipped<T>()
        where T : class, IJsonRecord<T>
    {
        List<string> differences = [];
        foreach ((string name, string expect, string input) in JsonSuite.Cases)
        {
            foreach (byte[] json in JsonSuite.Framed(input))
            {
                bool expected = expect switch
                {
                    "accept" => true,
                    "reject" => false,
                    _ => JsonSuite.IsDocument(json) && !HalfPairs.Contains(name),
                };
                if (JsonSuite.Read<T>(json) is not null != expected) differences.Add($"{name}: expected {expected}");
                // Those listed are the only ones of the kind, and differ indeed.
                if (HalfPairs.Contains(name)) Assert.True(JsonSuite.IsDocument(json), name);
            }
        }

        Assert.Empty(differences);
    }

    private static void Check<T>()
        where T : class, IJsonRecord<T>
    {
        List<string> differences = [];
        foreach ((string name, _, string input) in JsonSuite.Cases)
        {
            foreach (byte[] json in JsonSuite.Framed(input))
            {
                string? expected = Text(ReadByReference<T>(json));
                string? found = Text(JsonSuite.Read<T>(json));
                if (found != expected) differences.Add($"{name}: expected {expected ?? "an error"}, found {found ?? "an error"}");
            }
        }

        Assert.Empty(differences);
    }

    private static string? Text<T>(T? value) => value is null ? null : JsonSerializer.Serialize(value, Comparison);

    private static T? ReadByReference<T>(byte[] json)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Reference);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
