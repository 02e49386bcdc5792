using System.Net;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Faust.Generators.Tests.Records.Types;
using Faust.Records;

namespace Faust.Generators.Tests.Records;

/// <summary>The forms that types of others, tuples, JSON and flags have in MessagePack; that they round trip is tested beside their JSON.</summary>
public class MessagePackConversionTests
{
    [Fact]
    public void Converters_decide_what_they_are_written_as()
    {
        var reader = new MessagePackReader(Packed.Write(new Mixed(new Money(1, "EUR"), new Celsius { Degrees = 2 }, new Kelvin(300), (1, "x"), IPAddress.Loopback, Rights.Read | Rights.Execute)));
        Assert.Equal(6, reader.ReadMapHeader());
        Assert.Equal("1 EUR", Next(ref reader));
        // A converter that knows JSON alone is text of it.
        Assert.Equal("{\"celsius\":2}", Next(ref reader));
        reader.ReadName(out _);
        Assert.Equal(300, reader.ReadDouble());
        reader.ReadName(out _);
        reader.ReadArrayHeader(2);
        Assert.Equal((1, "x"), (reader.ReadInt32(), reader.ReadString()));
        Assert.Equal("127.0.0.1", Next(ref reader));
        Assert.Equal("read, Execute", Next(ref reader));
        reader.ReadEnd();

        static string Next(ref MessagePackReader reader)
        {
            reader.ReadName(out _);
            return reader.ReadString();
        }
    }

    [Fact]
    public void What_a_converter_refuses_has_its_place()
    {
        Refuses(new Mixed(default, default, new Kelvin(-1), (1, "x"), IPAddress.Loopback, default), "$.cold", "below zero");
        Refuses("""{"element":{"a":1},"object":"[1]"}""", "$.object", "JsonObject");
        Refuses("""{"element":{"a":1},"object":"{"}""", "$.object", "JSON of JsonObject");

        static void Refuses<T>(T value, string path, string message)
        {
            byte[] packed = value is Mixed mixed ? PackMixed(mixed) : PackDocuments((string)(object)value!);
            RecordFormatException error = Assert.Throws<RecordFormatException>(() =>
            {
                if (value is Mixed) Packed.Read<Mixed>(packed);
                else Packed.Read<Documents>(packed);
            });
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
            Assert.Contains(message, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Large_integers_end_where_those_of_JSON_do()
    {
        BigInteger most = BigInteger.Pow(10, JsonReader.MaxBigIntegerDigits) - 1;
        Packed.AssertSame(new Big(most, -most, []), Packed.Write(new Big(most, -most, [])));
        Assert.Throws<ArgumentException>(() => Packed.Write(new Big(most << 16, null, [])));
        var buffer = new ByteBuffer();
        var writer = new MessagePackWriter(buffer);
        writer.WriteMapHeader(1);
        writer.WriteValue("value");
        writer.WriteBinary(new byte[1_000_000]);
        writer.Complete();
        RecordFormatException error = Assert.Throws<RecordFormatException>(() => Packed.Read<Big>(buffer.WrittenSpan.ToArray()));
        Assert.Contains("10000 digits", error.Message, StringComparison.Ordinal);
    }

    // As something else than a Kelvin would write it.
    private static byte[] PackMixed(Mixed value)
    {
        var buffer = new ByteBuffer();
        var writer = new MessagePackWriter(buffer);
        writer.WriteMapHeader(2);
        writer.WriteValue("price");
        writer.WriteValue("1 EUR");
        writer.WriteValue("cold");
        writer.WriteValue(value.Cold.Degrees);
        writer.Complete();
        return buffer.WrittenSpan.ToArray();
    }

    private static byte[] PackDocuments(string json)
    {
        var members = (JsonObject)JsonNode.Parse(json)!;
        var buffer = new ByteBuffer();
        var writer = new MessagePackWriter(buffer);
        writer.WriteMapHeader(members.Count);
        foreach ((string name, JsonNode? value) in members)
        {
            writer.WriteValue(name);
            writer.WriteUtf8(value is JsonValue text ? Encoding.UTF8.GetBytes(text.GetValue<string>()) : JsonSerializer.SerializeToUtf8Bytes(value));
        }

        writer.Complete();
        return buffer.WrittenSpan.ToArray();
    }
}
