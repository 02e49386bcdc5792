using System.Globalization;
using System.Text.Json;

namespace Faust.Records;

/// <summary>The suite of others in Data: every legal encoding is read, the shortest is written.</summary>
public sealed class MessagePackSuiteTests
{
    private static readonly JsonDocument Suite = JsonDocument.Parse(
        typeof(MessagePackSuiteTests).Assembly.GetManifestResourceStream("msgpack-test-suite.json")!);

    public static TheoryData<string> Groups() => new(Suite.RootElement.EnumerateObject().Select(group => group.Name));

    [Fact]
    public void The_suite_is_whole() => Assert.Equal(
        (15, 85, 233),
        (Suite.RootElement.EnumerateObject().Count(), AllCases().Count(), AllCases().Sum(test => Encodings(test).Length)));

    [Theory]
    [MemberData(nameof(Groups))]
    public void Every_legal_encoding_is_read_and_skipped(string group)
    {
        foreach (JsonElement test in Suite.RootElement.GetProperty(group).EnumerateArray())
        {
            foreach (byte[] encoding in Encodings(test))
            {
                Packed.Skip(encoding);
                CheckRead(test, encoding);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public void The_shortest_is_written(string group)
    {
        foreach (JsonElement test in Suite.RootElement.GetProperty(group).EnumerateArray())
        {
            byte[][] encodings = Encodings(test);
            byte[] written = Packed.Write((ref writer) => Write(ref writer, test));
            Assert.Contains(written, encodings);
            // JavaScript may write a large integer as a shorter float; here an integer stays one.
            IEnumerable<byte[]> alike = encodings.Where(encoding => IsFloat(encoding) == IsFloat(written));
            Assert.Equal(alike.Min(encoding => encoding.Length), written.Length);
        }
    }

    private static bool IsFloat(byte[] encoding) => encoding[0] is 0xCA or 0xCB;

    private static IEnumerable<JsonElement> AllCases() =>
        Suite.RootElement.EnumerateObject().SelectMany(group => group.Value.EnumerateArray());

    private static byte[][] Encodings(JsonElement test) =>
        [.. test.GetProperty("msgpack").EnumerateArray().Select(hex => Packed.Bytes(hex.GetString()!))];

    private static void CheckRead(JsonElement test, byte[] encoding)
    {
        (string kind, JsonElement value) = Value(test);
        switch (kind)
        {
            case "nil": Assert.True(Packed.Read(encoding, (ref reader) => reader.TryReadNil())); break;
            case "bool": Assert.Equal(value.GetBoolean(), Packed.Read(encoding, (ref reader) => reader.ReadBoolean())); break;
            case "binary":
                Assert.Equal(Packed.Bytes(value.GetString()!), Packed.Read(encoding, (ref reader) => reader.ReadBinary()));
                break;
            case "number" or "bignum": CheckNumber(Number(value), encoding); break;
            case "string":
                Assert.Equal(value.GetString(), Packed.Read(encoding, (ref reader) => reader.ReadString()));
                break;
            case "timestamp":
                (long, int) read = Packed.Read(encoding, (ref reader) =>
                {
                    reader.ReadTimestamp(out long seconds, out int nanoseconds);
                    return (seconds, nanoseconds);
                });
                Assert.Equal((value[0].GetInt64(), value[1].GetInt32()), read);
                break;
            case "ext":
                Extension extension = (Extension)ReadAny(encoding)!;
                Assert.Equal(value[0].GetSByte(), extension.Type);
                Assert.Equal(Packed.Bytes(value[1].GetString()!), extension.Bytes);
                break;
            default:
                // Arrays and maps: the same once written again.
                Assert.Equal(Packed.Write((ref writer) => Write(ref writer, test)), Packed.WriteAny(ReadAny(encoding)));
                break;
        }
    }

    private static void CheckNumber(decimal value, byte[] encoding)
    {
        Assert.Equal((double)value, Packed.Read(encoding, (ref reader) => reader.ReadDouble()));
        Assert.Equal((float)value, Packed.Read(encoding, (ref reader) => reader.ReadSingle()));
        bool isInteger = !IsFloat(encoding);
        Check(decimal.MinValue, decimal.MaxValue, (ref reader) => reader.ReadDecimal());
        Check(byte.MinValue, byte.MaxValue, (ref reader) => reader.ReadByte());
        Check(sbyte.MinValue, sbyte.MaxValue, (ref reader) => reader.ReadSByte());
        Check(short.MinValue, short.MaxValue, (ref reader) => reader.ReadInt16());
        Check(ushort.MinValue, ushort.MaxValue, (ref reader) => reader.ReadUInt16());
        Check(ushort.MinValue, ushort.MaxValue, (ref reader) => reader.ReadChar());
        Check(int.MinValue, int.MaxValue, (ref reader) => reader.ReadInt32());
        Check(uint.MinValue, uint.MaxValue, (ref reader) => reader.ReadUInt32());
        Check(long.MinValue, long.MaxValue, (ref reader) => reader.ReadInt64());
        Check(ulong.MinValue, ulong.MaxValue, (ref reader) => reader.ReadUInt64());

        void Check(decimal min, decimal max, UnpackFunc<decimal> read)
        {
            if (isInteger && value >= min && value <= max) Assert.Equal(value, Packed.Read(encoding, read));
            else Assert.Equal(0, Assert.Throws<RecordFormatException>(() => Packed.Read(encoding, read)).Offset);
        }
    }

    private static object? ReadAny(byte[] bytes) => Packed.Read(bytes, (ref reader) => Packed.ReadAny(ref reader, bytes));

    private static void Write(ref MessagePackWriter writer, JsonElement test)
    {
        (string kind, JsonElement value) = Value(test);
        switch (kind)
        {
            case "binary": writer.WriteBinary(Packed.Bytes(value.GetString()!)); break;
            case "timestamp": writer.WriteTimestamp(value[0].GetInt64(), value[1].GetInt32()); break;
            case "ext": writer.WriteExtension(value[0].GetSByte(), Packed.Bytes(value[1].GetString()!)); break;
            case "bignum": WriteNumber(ref writer, Number(value)); break;
            default: WriteJson(ref writer, value); break;
        }
    }

    private static void WriteJson(ref MessagePackWriter writer, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Null: writer.WriteNil(); break;
            case JsonValueKind.True or JsonValueKind.False: writer.WriteValue(json.GetBoolean()); break;
            case JsonValueKind.Number: WriteNumber(ref writer, json.GetDecimal()); break;
            case JsonValueKind.String: writer.WriteValue(json.GetString()); break;
            case JsonValueKind.Array:
                writer.WriteArrayHeader(json.GetArrayLength());
                foreach (JsonElement element in json.EnumerateArray()) WriteJson(ref writer, element);
                break;
            default:
                writer.WriteMapHeader(json.GetPropertyCount());
                foreach (JsonProperty member in json.EnumerateObject())
                {
                    writer.WriteValue(member.Name);
                    WriteJson(ref writer, member.Value);
                }

                break;
        }
    }

    private static void WriteNumber(ref MessagePackWriter writer, decimal value)
    {
        if (value != decimal.Truncate(value)) writer.WriteValue((double)value);
        else if (value > long.MaxValue) writer.WriteValue((ulong)value);
        else writer.WriteValue((long)value);
    }

    private static decimal Number(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? decimal.Parse(value.GetString()!, CultureInfo.InvariantCulture)
        : value.GetDecimal();

    private static (string Kind, JsonElement Value) Value(JsonElement test)
    {
        // A big number is given as text too, as JavaScript has none.
        if (test.TryGetProperty("bignum", out JsonElement big)) return ("bignum", big);
        JsonProperty first = test.EnumerateObject().First(member => member.Name != "msgpack");
        return (first.Name, first.Value);
    }
}
