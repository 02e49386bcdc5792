using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Faust.Records;

public sealed class JsonStringTests
{
    internal static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    internal static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { Encoder = Relaxed.Encoder };

    [Fact]
    public void Strings_survive_and_System_Text_Json_reads_the_same() => Cases.Run(100_000, random =>
    {
        string value = random.Text();
        string valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value));
        byte[] json = Written(value);
        Assert.Equal(valid, JsonSerializer.Deserialize<string>(json));
        Assert.Equal(valid, Read(json));
        Assert.Equal(valid, Read(JsonSerializer.SerializeToUtf8Bytes(value)));
        Assert.Equal(valid, Read(JsonSerializer.SerializeToUtf8Bytes(value, Relaxed)));
    });

    [Fact]
    public void Every_character_is_escaped_only_where_it_must_be()
    {
        for (int c = 0; c <= char.MaxValue; c++)
        {
            string expected = c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < 0x20 => $"\\u{c:X4}",
                >= 0xD800 and < 0xE000 => "\uFFFD",
                _ => ((char)c).ToString(),
            };
            ByteBuffer buffer = new();
            JsonWriter writer = new(buffer);
            writer.WriteValue((char)c);
            writer.Complete();
            Assert.Equal($"\"{expected}\"", Encoding.UTF8.GetString(buffer.WrittenSpan));
            JsonReader reader = new(buffer.WrittenSpan);
            Assert.Equal(c is >= 0xD800 and < 0xE000 ? '\uFFFD' : (char)c, reader.ReadChar());
        }
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"ab\"")]
    [InlineData("\"\\uD83D\\uDE00\"")]
    [InlineData("1")]
    [InlineData("null")]
    public void A_character_is_exactly_one(string json) =>
        Assert.Throws<RecordFormatException>(() => new JsonReader(Encoding.UTF8.GetBytes(json)).ReadChar());

    [Theory]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData("\n")]
    [InlineData("\u007F")]
    [InlineData("é")]
    [InlineData("€")]
    [InlineData("😀")]
    public void One_odd_character_at_every_place_of_every_length(string odd)
    {
        for (int length = 0; length <= 70; length++)
        {
            for (int place = 0; place <= length; place++)
            {
                string value = new string('a', place) + odd + new string('b', length - place);
                byte[] json = Written(value);
                Assert.Equal(value, JsonSerializer.Deserialize<string>(json));
                Assert.Equal(value, Read(json));
            }
        }
    }

    [Fact]
    public void Nothing_is_read_beyond_the_text()
    {
        using GuardedMemory memory = new();
        Utf8StringCache cache = new();
        for (int length = 0; length <= 70; length++)
        {
            foreach (string value in new[] { new string('x', length), new string('é', length), new string('x', length) + "\\" })
            {
                byte[] json = Written(value);
                for (int cut = 0; cut <= json.Length; cut++)
                {
                    ReadGuarded(memory.AtEnd(json.AsSpan(0, cut)), cut == json.Length ? value : null, cache);
                    ReadGuarded(memory.AtStart(json.AsSpan(0, cut)), cut == json.Length ? value : null, cache);
                }
            }

            byte[] number = Encoding.UTF8.GetBytes("1234567890123456789"[..Math.Min(length, 19)]);
            if (number.Length == 0) continue;
            Assert.Equal(long.Parse(number), new JsonReader(memory.AtEnd(number)).ReadInt64());
            Assert.Equal(long.Parse(number), new JsonReader(memory.AtStart(number)).ReadInt64());
            Assert.Equal(double.Parse(number), new JsonReader(memory.AtEnd(number)).ReadDouble());
        }

        byte[] payment = RecordJson.Serialize(new Payment(1, "acct-1", "m", 5, "EUR", 1700000000000));
        for (int cut = 0; cut < payment.Length; cut++)
        {
            Assert.Throws<RecordFormatException>(() => RecordJson.Deserialize<Payment>(memory.AtEnd(payment.AsSpan(0, cut))));
        }
    }

    private static void ReadGuarded(ReadOnlySpan<byte> json, string? expected, Utf8StringCache cache)
    {
        string? text = null;
        string? cached = null;
        try
        {
            text = new JsonReader(json).ReadString();
            cached = new JsonReader(json, cache).ReadString(1);
        }
        catch (RecordFormatException)
        {
            Assert.Null(expected);
        }

        Assert.Equal(expected, text);
        Assert.Equal(expected, cached);
    }

    private static string Read(byte[] json)
    {
        JsonReader reader = new(json, new Utf8StringCache(8));
        string value = reader.ReadString();
        reader.ReadEnd();
        JsonReader cached = new(json, new Utf8StringCache(8));
        Assert.Equal(value, cached.ReadString(3));
        cached.ReadEnd();
        return value;
    }

    private static byte[] Written(string value)
    {
        ByteBuffer buffer = new(0);
        JsonWriter writer = new(buffer);
        writer.WriteValue(value);
        writer.Complete();
        return buffer.WrittenSpan.ToArray();
    }
}
