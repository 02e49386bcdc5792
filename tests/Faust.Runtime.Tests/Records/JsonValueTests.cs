using System.Text;
using System.Text.Json;

namespace Faust.Records;

/// <summary>Each type of value against System.Text.Json, both ways.</summary>
public sealed class JsonValueTests
{
    private const int Count = 100_000;

    private delegate T Read<T>(ref JsonReader reader);

    private delegate void Write<T>(ref JsonWriter writer, T value);

    private delegate T Parse<T>(JsonReader reader, ReadOnlySpan<byte> name);

    [Fact]
    public void Booleans() => Check(
        r => r.Next(2) == 0,
        (ref w, v) => w.WriteValue(v),
        (ref r) => r.ReadBoolean(),
        (ref w, v) => w.WritePropertyName(v),
        (r, n) => r.ParseBoolean(n),
        1000);

    [Fact]
    public void Bytes() => Check(
        r => (byte)r.Bits(),
        (ref w, v) => w.WriteValue(v),
        (ref r) => r.ReadByte(),
        (ref w, v) => w.WritePropertyName(v),
        (r, n) => r.ParseByte(n));

    [Fact]
    public void SBytes() => Check(
        r => (sbyte)r.Bits(),
        (ref w, v) => w.WriteValue(v),
        (ref r) => r.ReadSByte(),
        (ref w, v) => w.WritePropertyName(v),
        (r, n) => r.ParseSByte(n));

    [Fact]
    public void Int16s() => Check(
        r => (short)r.Bits(),
        (ref w, v) => w.WriteValue(v),
        (ref r) => r.ReadInt16(),
        (ref w, v) => w.WritePropertyName(v),
        (r, n) => r.ParseInt16(n));

    [Fact]
    public void UInt16s() => Check(
        r => (ushort)r.Bits(),
        (ref w, v) => w.WriteValue(v),
        (ref r) => r.ReadUInt16(),
        (ref w, v) => w.WritePropertyName(v),
        (r, n) => r.ParseUInt16(n));

    [Fact]
    public void Int32s() => Check(
        r => (int)r.Bits(),
        (ref w, v) => w.WriteValue(v),
        (ref r) => r.ReadInt32(),
        (ref w, v) => w.WritePropertyName(v),
        (r, n) => r.ParseInt32(n));

    [Fact]
    public void UInt32s() => Check(
        r => (uint)r.Bits(),
        (ref w, v) => w.WriteValue(v),
        (ref r) => r.ReadUInt32(),
        (ref w, v) => w.WritePropertyName(v),
        (r, n) => r.ParseUInt32(n));

    [Fact]
    public void Int64s() => Check(
        r => r.Bits(),
        (ref w, v) => w.WriteValue(v),
        (ref r) => r.ReadInt64(),
        (ref w, v) => w.WritePropertyName(v),
        (r, n) => r.ParseInt64(n));

    [Fact]
    public void UInt64s() => Check(
        r => (ulong)r.Bits(),
        (ref w, v) => w.WriteValue(v),
        (ref r) => r.ReadUInt64(),
        (ref w, v) => w.WritePropertyName(v),
        (r, n) => r.ParseUInt64(n));

    [Fact]
    public void Singles() => Check(
        ASingle,
        (ref w, v) => w.WriteValue(v),
        (ref r) => r.ReadSingle(),
        (ref w, v) => w.WritePropertyName(v),
        (r, n) => r.ParseSingle(n));

    [Fact]
    public void Doubles() => Check(
        ADouble,
        (ref w, v) => w.WriteValue(v),
        (ref r) => r.ReadDouble(),
        (ref w, v) => w.WritePropertyName(v),
        (r, n) => r.ParseDouble(n));

    [Fact]
    public void Decimals() => Check(
        ADecimal,
        (ref w, v) => w.WriteValue(v),
        (ref r) => r.ReadDecimal(),
        (ref w, v) => w.WritePropertyName(v),
        (r, n) => r.ParseDecimal(n));

    [Fact]
    public void Guids() => Check(
        AGuid,
        (ref w, v) => w.WriteValue(v),
        (ref r) => r.ReadGuid(),
        (ref w, v) => w.WritePropertyName(v),
        (r, n) => r.ParseGuid(n));

    [Fact]
    public void DateTimes() => Check(
        ADateTime,
        (ref w, v) => w.WriteValue(v),
        (ref r) => r.ReadDateTime(),
        (ref w, v) => w.WritePropertyName(v),
        (r, n) => r.ParseDateTime(n));

    [Fact]
    public void DateTimeOffsets() => Check(
        ADateTimeOffset,
        (ref w, v) => w.WriteValue(v),
        (ref r) => r.ReadDateTimeOffset(),
        (ref w, v) => w.WritePropertyName(v),
        (r, n) => r.ParseDateTimeOffset(n));

    [Fact]
    public void TimeSpans() => Check(
        r => new TimeSpan(r.Bits()),
        (ref w, v) => w.WriteValue(v),
        (ref r) => r.ReadTimeSpan(),
        (ref w, v) => w.WritePropertyName(v),
        (r, n) => r.ParseTimeSpan(n));

    [Fact]
    public void DateOnlys() => Check(
        r => DateOnly.FromDayNumber(r.Next(DateOnly.MaxValue.DayNumber + 1)),
        (ref w, v) => w.WriteValue(v),
        (ref r) => r.ReadDateOnly(),
        (ref w, v) => w.WritePropertyName(v),
        (r, n) => r.ParseDateOnly(n));

    [Fact]
    public void TimeOnlys() => Check(
        r => new TimeOnly(Ticks(r) % TimeSpan.TicksPerDay),
        (ref w, v) => w.WriteValue(v),
        (ref r) => r.ReadTimeOnly(),
        (ref w, v) => w.WritePropertyName(v),
        (r, n) => r.ParseTimeOnly(n));

    [Fact]
    public void Base64() => Check(
        ABlob,
        (ref w, v) => w.WriteBase64(v),
        (ref r) => r.ReadBase64(),
        null, null);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Numbers_that_are_not_finite_are_refused(double value)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Written(value, (ref w, v) => w.WriteValue(v)));
        Assert.Contains("nullable", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Written((float)value, (ref w, v) => w.WriteValue(v)));
        Assert.Throws<ArgumentException>(() => Written(value, (ref w, v) => w.WritePropertyName(v)));
    }

    private static void Check<T>(Func<Random, T> make, Write<T> write, Read<T> read, Write<T>? writeName, Parse<T>? parse, int count = Count)
    {
        Cases.Run(count, random =>
        {
            T value = make(random);
            byte[] theirs = JsonSerializer.SerializeToUtf8Bytes(value);
            Assert.Equal(Encoding.UTF8.GetString(theirs), Encoding.UTF8.GetString(Written(value, write)));
            Same(JsonSerializer.Deserialize<T>(theirs)!, ReadAll(theirs, read), theirs);
            byte[] mutated = Mutate(random, theirs);
            CheckText(mutated, read);
            if (writeName is null || random.Next(4) != 0) return;

            byte[] named = [.. "{"u8, .. Written(value, writeName), .. "1}"u8];
            string expected = JsonSerializer.Serialize(new Dictionary<object, int> { [value!] = 1 });
            Assert.Equal(expected, Encoding.UTF8.GetString(named));
            JsonReader reader = new(named);
            reader.ReadStartObject();
            Assert.True(reader.ReadName(out ReadOnlySpan<byte> name));
            Same(ReadAll(theirs, read), parse!(reader, name), named);
        });
    }

    // Both read the same, or both refuse.
    private static void CheckText<T>(byte[] text, Read<T> read)
    {
        bool accepted = TheyRead(text, out T? theirs);
        T? ours = default;
        try
        {
            ours = ReadAll(text, read);
            Assert.True(accepted, $"We accept what they do not: {Encoding.UTF8.GetString(text)}");
        }
        catch (RecordFormatException exception)
        {
            Assert.False(accepted, $"They accept {Encoding.UTF8.GetString(text)}, but: {exception.Message}");
            Assert.InRange(exception.Offset, 0, text.Length);
        }

        if (accepted) Same(theirs!, ours!, text);
    }

    private static bool TheyRead<T>(byte[] text, out T? value)
    {
        try
        {
            value = JsonSerializer.Deserialize<T>(text);
            // Where a null is allowed, generated code asks for it before it reads the value.
            return value is not null;
        }
        catch (JsonException)
        {
            value = default;
            return false;
        }
    }

    private static byte[] Mutate(Random random, byte[] text)
    {
        const string Alphabet = "0123456789+-.:eETZ\"\\ \n,]}/=aAxn";
        List<byte> mutated = [.. text];
        for (int i = random.Next(1, 3); i > 0; i--)
        {
            int index = random.Next(mutated.Count + 1);
            byte added = (byte)Alphabet[random.Next(Alphabet.Length)];
            switch (random.Next(5))
            {
                case 0 when index < mutated.Count: mutated.RemoveAt(index); break;
                case 1: mutated.Insert(index, added); break;
                case 2: mutated.InsertRange(index, Enumerable.Repeat(added, random.Next(20))); break;
                case 3 when index < mutated.Count: mutated.RemoveRange(index, random.Next(mutated.Count - index)); break;
                default:
                    if (index < mutated.Count) mutated[index] = added;
                    break;
            }
        }

        return [.. mutated];
    }

    private static byte[] Written<T>(T value, Write<T> write)
    {
        ByteBuffer buffer = new(0);
        JsonWriter writer = new(buffer);
        write(ref writer, value);
        writer.Complete();
        return buffer.WrittenSpan.ToArray();
    }

    private static T ReadAll<T>(byte[] text, Read<T> read)
    {
        JsonReader reader = new(text);
        T value = read(ref reader);
        reader.ReadEnd();
        return value;
    }

    private static void Same<T>(T expected, T actual, byte[] text)
    {
        bool same = (expected, actual) switch
        {
            (double e, double a) => BitConverter.DoubleToInt64Bits(e) == BitConverter.DoubleToInt64Bits(a),
            (float e, float a) => BitConverter.SingleToInt32Bits(e) == BitConverter.SingleToInt32Bits(a),
            (decimal e, decimal a) => decimal.GetBits(e).SequenceEqual(decimal.GetBits(a)),
            (DateTime e, DateTime a) => e == a && e.Kind == a.Kind,
            (DateTimeOffset e, DateTimeOffset a) => e.EqualsExact(a),
            (byte[] e, byte[] a) => e.SequenceEqual(a),
            _ => EqualityComparer<T>.Default.Equals(expected, actual),
        };
        Assert.True(same, $"{Encoding.UTF8.GetString(text)}: expected {expected}, read {actual}");
    }

    private static double ADouble(Random random)
    {
        double value = random.Next(4) switch
        {
            0 => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
            1 => Math.Round(random.NextDouble() * Math.Pow(10, random.Next(-6, 17)), random.Next(8)) * (random.Next(2) == 0 ? 1 : -1),
            2 => random.Bits(),
            _ => random.NextDouble() * Math.Pow(10, random.Next(-30, 30)),
        };
        return double.IsFinite(value) ? value : -0.0;
    }

    private static float ASingle(Random random)
    {
        int bits = random.Next(int.MinValue, int.MaxValue);
        float value = random.Next(2) == 0 ? BitConverter.Int32BitsToSingle(bits) : (float)ADouble(random);
        return float.IsFinite(value) ? value : -0.0f;
    }

    private static decimal ADecimal(Random random) => random.Next(2) == 0
        ? new decimal(random.Next(), random.Next(), random.Next(), random.Next(2) == 0, (byte)random.Next(29))
        : new decimal((int)random.Bits(), random.Next(4) == 0 ? random.Next() : 0, 0, random.Next(2) == 0, (byte)random.Next(8));

    private static Guid AGuid(Random random)
    {
        byte[] bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private static long Ticks(Random random)
    {
        long unit = (long)Math.Pow(10, random.Next(10));
        return random.NextInt64(DateTime.MaxValue.Ticks) / unit * unit;
    }

    private static DateTime ADateTime(Random random) => new(Ticks(random), (DateTimeKind)random.Next(3));

    private static DateTimeOffset ADateTimeOffset(Random random)
    {
        long ticks = Math.Clamp(Ticks(random), TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay);
        return new DateTimeOffset(ticks, TimeSpan.FromMinutes(random.Next(-14 * 60, (14 * 60) + 1)));
    }

    private static byte[] ABlob(Random random)
    {
        byte[] bytes = new byte[random.Next(40)];
        random.NextBytes(bytes);
        return bytes;
    }
}
