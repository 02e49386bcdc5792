using System.Numerics;
using System.Text;
using System.Text.Json;

namespace Faust.Records;

/// <summary>The rarer types against System.Text.Json, both ways.</summary>
public sealed class JsonOtherValueTests
{
    private delegate T Read<T>(ref JsonReader reader);

    private delegate void Write<T>(ref JsonWriter writer, T value);

    [Fact]
    public void Halves() => Check(
        Enumerable.Range(0, 65536).Select(i => BitConverter.UInt16BitsToHalf((ushort)i)).Where(Half.IsFinite),
        (ref w, v) => w.WriteValue(v),
        (ref r) => r.ReadHalf());

    [Fact]
    public void Int128s() => Check(
        Bits().Select(b => new Int128(b.High, b.Low)).Append(Int128.MinValue).Append(Int128.MaxValue).Append(0).Append(-1),
        (ref w, v) => w.WriteValue(v),
        (ref r) => r.ReadInt128());

    [Fact]
    public void UInt128s() => Check(
        Bits().Select(b => new UInt128(b.High, b.Low)).Append(UInt128.MaxValue).Append(0u),
        (ref w, v) => w.WriteValue(v),
        (ref r) => r.ReadUInt128());

    [Fact]
    public void Versions() => Check(
        [new Version(0, 0), new Version(1, 2), new Version(1, 2, 3), new Version(int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue)],
        (ref w, v) => w.WriteValue(v),
        (ref r) => r.ReadVersion());

    [Fact]
    public void Uris() => Check(
        [new Uri("https://user@host:8080/a%20b?c=d#e"), new Uri("relative/ü ", UriKind.Relative), new Uri("", UriKind.Relative), new Uri("urn:isbn:1"), new Uri("HTTP://A/../b")],
        (ref w, v) => w.WriteValue(v),
        (ref r) => r.ReadUri());

    [Theory]
    [InlineData("1.5")]
    [InlineData("1e2")]
    [InlineData("01")]
    [InlineData("+1")]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("\"1\"")]
    [InlineData("null")]
    public void What_is_no_integer_is_an_error(string json)
    {
        Fails(json, (ref r) => r.ReadInt128());
        Fails(json, (ref r) => r.ReadUInt128());
        Fails(json, (ref r) => r.ReadBigInteger());
    }

    [Fact]
    public void What_is_out_of_range_is_an_error()
    {
        Fails("170141183460469231731687303715884105728", (ref r) => r.ReadInt128());
        Fails("-170141183460469231731687303715884105729", (ref r) => r.ReadInt128());
        Fails("340282366920938463463374607431768211456", (ref r) => r.ReadUInt128());
        Fails("-1", (ref r) => r.ReadUInt128());
        Fails("65520", (ref r) => r.ReadHalf());
        Fails("1e99", (ref r) => r.ReadHalf());
        Assert.Throws<ArgumentException>(() => Written(Half.NaN, (ref w, v) => w.WriteValue(v)));
        Assert.Throws<ArgumentException>(() => Written(Half.NegativeInfinity, (ref w, v) => w.WriteValue(v)));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"1\"")]
    [InlineData("\" 1.2\"")]
    [InlineData("\"1.2 \"")]
    [InlineData("\"1.-2\"")]
    [InlineData("\"1.2.3.4.5\"")]
    [InlineData("1.2")]
    [InlineData("null")]
    public void What_is_no_version_is_an_error(string json)
    {
        Fails(json, (ref r) => r.ReadVersion());
        Assert.ThrowsAny<Exception>(() => JsonSerializer.Deserialize<Version>(json)!.Major);
    }

    [Fact]
    public void What_is_no_uri_is_an_error() => Fails("\"http://:\"", (ref r) => r.ReadUri());

    [Fact]
    public void Integers_of_any_length()
    {
        foreach (BigInteger value in (BigInteger[])[0, -1, BigInteger.Pow(10, 1000), BigInteger.Pow(-3, 999)])
        {
            string json = Written(value, (ref w, v) => w.WriteValue(v));
            Assert.Equal(value.ToString(), json);
            Assert.Equal(value, ReadAll<BigInteger>(json, (ref r) => r.ReadBigInteger()));
        }
    }

    private static IEnumerable<(ulong High, ulong Low)> Bits()
    {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++)
        {
            yield return ((ulong)random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64), (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64));
        }
    }

    private static void Check<T>(IEnumerable<T> values, Write<T> write, Read<T> read)
    {
        foreach (T value in values)
        {
            string ours = Written(value, write);
            string theirs = JsonSerializer.Serialize(value);
            using (JsonDocument left = JsonDocument.Parse(ours), right = JsonDocument.Parse(theirs))
            {
                Assert.True(JsonElement.DeepEquals(left.RootElement, right.RootElement), $"{ours} is not {theirs}");
            }

            Assert.Equal(value, ReadAll(ours, read));
            Assert.Equal(value, ReadAll(" " + theirs + "\n", read));
            Assert.Equal(value, JsonSerializer.Deserialize<T>(ours));
        }
    }

    private static string Written<T>(T value, Write<T> write)
    {
        var buffer = new ByteBuffer(1);
        var writer = new JsonWriter(buffer);
        write(ref writer, value);
        writer.Complete();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static T ReadAll<T>(string json, Read<T> read)
    {
        var reader = new JsonReader(Encoding.UTF8.GetBytes(json));
        T value = read(ref reader);
        reader.ReadEnd();
        return value;
    }

    private static void Fails<T>(string json, Read<T> read) => Assert.Throws<RecordFormatException>(() => ReadAll(json, read));
}
