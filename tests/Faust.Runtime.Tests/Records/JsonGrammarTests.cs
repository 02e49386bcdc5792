using System.Text;
using System.Text.Json;

namespace Faust.Records;

public sealed class JsonGrammarTests
{
    [Theory]
    [InlineData("null")]
    [InlineData(" true ")]
    [InlineData("\t\r\n false")]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("-0.0e-0")]
    [InlineData("1E+400")]
    [InlineData("123456789012345678901234567890.5")]
    [InlineData("\"\"")]
    [InlineData("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\"")]
    [InlineData("\"\u007F\u0080\u07FF\u0800\uFFFF\U0001F600\"")]
    [InlineData("[]")]
    [InlineData("[ ]")]
    [InlineData("{ }")]
    [InlineData("[1 , 2,[ ],{}]")]
    [InlineData("{\"a\" : 1 ,\"a\":{\"b\":[{}]} , \"\\u0061\":null}")]
    public void Accepts(string json) => Assert.Null(Skip(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("", 0)]
    [InlineData(" ", 1)]
    [InlineData("nul", 0)]
    [InlineData("nulll", 4)]
    [InlineData("True", 0)]
    [InlineData("+1", 0)]
    [InlineData("-", 0)]
    [InlineData("01", 0)]
    [InlineData("-01", 0)]
    [InlineData("1.", 2)]
    [InlineData(".5", 0)]
    [InlineData("1.e5", 2)]
    [InlineData("1e", 2)]
    [InlineData("1e+", 3)]
    [InlineData("0x1", 1)]
    [InlineData("NaN", 0)]
    [InlineData("-Infinity", 0)]
    [InlineData("1 2", 2)]
    [InlineData("'a'", 0)]
    [InlineData("\"a", 2)]
    [InlineData("\"a\\", 3)]
    [InlineData("\"a\\\"", 4)]
    [InlineData("\"\\x\"", 1)]
    [InlineData("\"\\u12\"", 1)]
    [InlineData("\"\\u12G4\"", 1)]
    [InlineData("\"\\uD800\"", 1)]
    [InlineData("\"\\uD800\\u0041\"", 1)]
    [InlineData("\"\\uDC00\\uD800\"", 1)]
    [InlineData("\"\n\"", 1)]
    [InlineData("\"abcdefghijklmnopqrstuvwxyz\u0001\"", 27)]
    [InlineData("[", 1)]
    [InlineData("[1", 2)]
    [InlineData("[1,", 3)]
    [InlineData("[1,]", 3)]
    [InlineData("[,1]", 1)]
    [InlineData("[1 2]", 3)]
    [InlineData("[1}", 2)]
    [InlineData("{]", 1)]
    [InlineData("{", 1)]
    [InlineData("{,}", 1)]
    [InlineData("{\"a\"}", 4)]
    [InlineData("{\"a\":}", 5)]
    [InlineData("{\"a\":1,}", 7)]
    [InlineData("{\"a\":1 \"b\":2}", 7)]
    [InlineData("{\"a\" 1}", 5)]
    [InlineData("{a:1}", 1)]
    [InlineData("{1:1}", 1)]
    [InlineData("{\"a\":1]", 6)]
    [InlineData("[1]]", 3)]
    [InlineData("//\n1", 0)]
    [InlineData("\uFEFF1", 0)]
    public void Refuses_naming_the_offset(string json, int offset)
    {
        RecordFormatException? exception = Skip(Encoding.UTF8.GetBytes(json));
        Assert.NotNull(exception);
        Assert.Equal(offset, exception.Offset);
        Assert.Contains($"at offset {offset}.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("C0 80")]
    [InlineData("E0 80 80")]
    [InlineData("ED A0 80")]
    [InlineData("F4 90 80 80")]
    [InlineData("C3")]
    [InlineData("E2 82")]
    [InlineData("80")]
    [InlineData("FF")]
    public void Refuses_invalid_utf8(string hex)
    {
        byte[] json = [.. "\"caf\u00e9"u8, .. Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), .. "\""u8];
        Assert.Equal(6, Skip(json)?.Offset);
        Assert.Throws<RecordFormatException>(() => new JsonReader(json).ReadString());
        Assert.Throws<RecordFormatException>(() => new JsonReader(json, new Utf8StringCache()).ReadString(1));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Nests_64_deep(int depth, bool accepted)
    {
        foreach ((string open, string close) in new[] { ("[", "]"), ("{\"a\":", "}") })
        {
            string opening = string.Concat(Enumerable.Repeat(open, depth));
            byte[] json = Encoding.UTF8.GetBytes($"{opening}{(open == "[" ? "" : "1")}{string.Concat(Enumerable.Repeat(close, depth))}");
            Assert.Equal(accepted, Skip(json) is null);
            Assert.Equal(accepted, TheyAccept(json));
        }
    }

    [Fact]
    public void Levels_pushed_count_against_the_depth()
    {
        JsonReader reader = new("[[]]"u8);
        for (int i = 0; i < JsonReader.MaxDepth - 1; i++) reader.PushDepth();
        bool thrown = false;
        try
        {
            reader.SkipValue();
        }
        catch (RecordFormatException)
        {
            thrown = true;
        }

        Assert.True(thrown);
    }

    [Fact]
    public void Skips_exactly_what_JsonDocument_parses() => Cases.Run(100_000, random =>
    {
        StringBuilder text = new();
        Value(random, text, 0);
        byte[] json = Encoding.UTF8.GetBytes(text.ToString());
        Assert.Null(Skip(json));
        for (int i = 0; i < 4; i++)
        {
            byte[] mutated = Mutate(random, json);
            bool accepted = TheyAccept(mutated);
            RecordFormatException? exception = Skip(mutated);
            string verdict = $"They {(accepted ? "accept" : "refuse")} {Encoding.UTF8.GetString(mutated)}; we: {exception?.Message}";
            Assert.True(accepted == exception is null, verdict);
            if (exception is not null) Assert.InRange(exception.Offset, 0, mutated.Length);
        }
    });

    private static RecordFormatException? Skip(byte[] json)
    {
        try
        {
            JsonReader reader = new(json);
            reader.SkipValue();
            reader.ReadEnd();
            return null;
        }
        catch (RecordFormatException exception)
        {
            return exception;
        }
    }

    // JsonDocument leaves text unchecked until it is asked for.
    private static bool TheyAccept(byte[] json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            Touch(document.RootElement);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static void Touch(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray()) Touch(item);
                break;
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    _ = property.Name;
                    Touch(property.Value);
                }

                break;
        }
    }

    private static byte[] Mutate(Random random, byte[] json)
    {
        List<byte> mutated = [.. json];
        int index = random.Next(mutated.Count);
        switch (random.Next(5))
        {
            case 0: mutated.RemoveAt(index); break;
            case 1: mutated.Insert(index, (byte)"{}[],:\"\\ 0-.eu\n"[random.Next(15)]); break;
            case 2: mutated[index] = (byte)random.Next(256); break;
            case 3: mutated.RemoveRange(index, mutated.Count - index); break;
            default: (mutated[index], mutated[0]) = (mutated[0], mutated[index]); break;
        }

        return [.. mutated];
    }

    private static void Value(Random random, StringBuilder text, int depth)
    {
        Space(random, text);
        switch (random.Next(depth > 4 ? 4 : 6))
        {
            case 0: text.Append(random.Next(3) switch { 0 => "null", 1 => "true", _ => "false" }); break;
            case 1: text.Append(random.Bits()); break;
            case 2: text.Append(JsonSerializer.Serialize(random.NextDouble() * Math.Pow(10, random.Next(-300, 300)))); break;
            case 3: String(random, text); break;
            case 4: Items(random, text, '[', ']', () => Value(random, text, depth + 1)); break;
            default:
                Items(random, text, '{', '}', () =>
                {
                    Space(random, text);
                    String(random, text);
                    Space(random, text);
                    text.Append(':');
                    Value(random, text, depth + 1);
                });
                break;
        }

        Space(random, text);
    }

    private static void Items(Random random, StringBuilder text, char open, char close, Action item)
    {
        text.Append(open);
        int count = random.Next(4);
        for (int i = 0; i < count; i++)
        {
            if (i > 0) text.Append(',');
            item();
        }

        if (count == 0) Space(random, text);
        text.Append(close);
    }

    private static void String(Random random, StringBuilder text)
    {
        string value = random.Text(loneSurrogates: false);
        text.Append(random.Next(2) == 0
            ? JsonSerializer.Serialize(value)
            : JsonSerializer.Serialize(value, JsonStringTests.Relaxed));
    }

    private static void Space(Random random, StringBuilder text)
    {
        if (random.Next(4) == 0) text.Append(" \t\r\n"[random.Next(4)]);
    }
}
