using System.Buffers;
using MessagePack;
using Foreign = MessagePack.MessagePackWriter;

namespace Faust.Records;

/// <summary>What MessagePack-CSharp writes is read, and the other way round.</summary>
public sealed class MessagePackForeignTests
{
    private const int Count = 100_000;

    [Fact]
    public void Integers() => Cases.Run(Count, random =>
    {
        long bits = random.Bits();
        Same(bits, (ref writer) => writer.WriteValue(bits), (ref reader) => reader.ReadInt64());
        Same((ulong)bits, (ref writer) => writer.WriteValue((ulong)bits), (ref reader) => reader.ReadUInt64());
        Same((int)bits, (ref writer) => writer.WriteValue((int)bits), (ref reader) => reader.ReadInt32());
        Same((uint)bits, (ref writer) => writer.WriteValue((uint)bits), (ref reader) => reader.ReadUInt32());
        Same((short)bits, (ref writer) => writer.WriteValue((short)bits), (ref reader) => reader.ReadInt16());
        Same((ushort)bits, (ref writer) => writer.WriteValue((ushort)bits), (ref reader) => reader.ReadUInt16());
        Same((byte)bits, (ref writer) => writer.WriteValue((byte)bits), (ref reader) => reader.ReadByte());
        Same((sbyte)bits, (ref writer) => writer.WriteValue((sbyte)bits), (ref reader) => reader.ReadSByte());
        Same((char)bits, (ref writer) => writer.WriteValue((char)bits), (ref reader) => reader.ReadChar());
        Same((bits & 1) == 0, (ref writer) => writer.WriteValue((bits & 1) == 0), (ref reader) => reader.ReadBoolean());
    });

    [Fact]
    public void Floats() => Cases.Run(Count, random =>
    {
        double any = BitConverter.Int64BitsToDouble(random.Bits());
        double value = random.Next(3) == 0 ? Math.Round(any) : random.Next(2) == 0 ? random.Bits() / 64.0 : any;
        float single = BitConverter.Int32BitsToSingle((int)random.Bits());
        Same(single, (ref writer) => writer.WriteValue(single), (ref reader) => reader.ReadSingle());

        // Theirs always takes 64 bits.
        byte[] ours = Packed.Write((ref writer) => writer.WriteValue(value));
        byte[] theirs = MessagePackSerializer.Serialize(value);
        Assert.Equal((float)value == value ? 5 : 9, ours.Length);
        Assert.Equal(value, MessagePackSerializer.Deserialize<double>(ours));
        Assert.Equal(value, Packed.Read(ours, (ref reader) => reader.ReadDouble()));
        Assert.Equal(
            BitConverter.DoubleToInt64Bits(value),
            BitConverter.DoubleToInt64Bits(Packed.Read(theirs, (ref reader) => reader.ReadDouble())));
    });

    [Fact]
    public void Strings_and_bytes() => Cases.Run(Count, random =>
    {
        string text = random.Text();
        if (random.Next(1000) == 0) text = string.Concat(Enumerable.Repeat(text, 400));
        byte[] utf8 = System.Text.Encoding.UTF8.GetBytes(text);
        string valid = System.Text.Encoding.UTF8.GetString(utf8);
        Same(valid, (ref writer) => writer.WriteValue(text), (ref reader) => reader.ReadString());
        Same(utf8, (ref writer) => writer.WriteBinary(utf8), (ref reader) => reader.ReadBinary());
        byte[] ours = Packed.Write((ref writer) => writer.WriteUtf8(utf8));
        Assert.Equal(ours, MessagePackSerializer.Serialize(valid));
        Utf8StringCache cache = new();
        for (int i = 0; i < 2; i++)
        {
            MessagePackReader reader = new(ours, cache);
            Assert.Equal(valid, reader.ReadString(1));
        }
    });

    [Fact]
    public void Times() => Cases.Run(Count, random =>
    {
        DateTimeKind kind = (DateTimeKind)random.Next(3);
        long ticks = new DateTime(2024, 1, 1).Ticks + (random.Bits() >> 8);
        if (random.Next(4) == 0) ticks = random.NextInt64(DateTime.MaxValue.Ticks);
        if (random.Next(2) == 0) ticks -= ticks % TimeSpan.TicksPerSecond;
        DateTime time = new(ticks, kind);
        DateTime utc = kind == DateTimeKind.Local ? time.ToUniversalTime() : new DateTime(ticks, DateTimeKind.Utc);
        Assert.Equal(MessagePackSerializer.Serialize(time), Packed.Write((ref writer) => writer.WriteValue(time)));
        Same(utc, (ref writer) => writer.WriteValue(time), (ref reader) => reader.ReadDateTime());

        long clock = Math.Clamp(ticks, 14 * TimeSpan.TicksPerHour, DateTime.MaxValue.Ticks - (14 * TimeSpan.TicksPerHour));
        DateTimeOffset local = new(clock, TimeSpan.FromMinutes(random.Next(-14 * 60, (14 * 60) + 1)));
        Same(local, (ref writer) => writer.WriteValue(local), (ref reader) => reader.ReadDateTimeOffset());
        DateTimeOffset read = Packed.Read(MessagePackSerializer.Serialize(local), (ref reader) => reader.ReadDateTimeOffset());
        Assert.Equal(local.Offset, read.Offset);
        Assert.Equal(
            new DateTimeOffset(utc),
            Packed.Read(MessagePackSerializer.Serialize(utc), (ref reader) => reader.ReadDateTimeOffset()));

        TimeSpan span = new(random.Bits());
        Same(span, (ref writer) => writer.WriteValue(span), (ref reader) => reader.ReadTimeSpan());
        DateOnly date = DateOnly.FromDateTime(time);
        Same(date, (ref writer) => writer.WriteValue(date), (ref reader) => reader.ReadDateOnly());
        TimeOnly day = TimeOnly.FromDateTime(time);
        Same(day, (ref writer) => writer.WriteValue(day), (ref reader) => reader.ReadTimeOnly());
    });

    [Fact]
    public void Guids_and_decimals() => Cases.Run(Count, random =>
    {
        byte[] bits = new byte[16];
        random.NextBytes(bits);
        Guid guid = new(bits);
        Same(guid, (ref writer) => writer.WriteValue(guid), (ref reader) => reader.ReadGuid());
        decimal number = new(random.Next(), (int)random.Bits(), (int)random.Bits(), random.Next(2) == 0, (byte)random.Next(29));
        if (random.Next(2) == 0) number = random.Bits() / 1000m;
        Same(number, (ref writer) => writer.WriteValue(number), (ref reader) => reader.ReadDecimal());
        Assert.Equal(
            decimal.GetBits(number),
            decimal.GetBits(Packed.Read(MessagePackSerializer.Serialize(number), (ref reader) => reader.ReadDecimal())));
    });

    [Fact]
    public void Nested_maps_and_arrays() => Cases.Run(20_000, random =>
    {
        object? value = random.Any();
        ArrayBufferWriter<byte> buffer = new();
        Foreign writer = new(buffer);
        WriteForeign(ref writer, value);
        writer.Flush();
        byte[] ours = Packed.WriteAny(value);
        Assert.Equal(buffer.WrittenSpan, ours);
        Packed.Skip(ours);
        Assert.Equal(ours, Packed.WriteAny(Packed.Read(ours, (ref reader) => Packed.ReadAny(ref reader, ours))));
    });

    [Fact]
    public void Every_legal_width_is_read() => Cases.Run(20_000, random =>
    {
        object? value = random.Any();
        List<byte> bytes = [];
        Packed.WriteForeign(bytes, value, random);
        byte[] foreign = [.. bytes];
        Packed.Skip(foreign);
        object? read = Packed.Read(foreign, (ref reader) => Packed.ReadAny(ref reader, foreign));
        Assert.Equal(Packed.WriteAny(value), Packed.WriteAny(read));
    });

    [Fact]
    public void What_is_skipped_is_accepted_by_others() => Cases.Run(50_000, random =>
    {
        byte[] bytes = Packed.WriteAny(random.Any());
        if (bytes.Length > 2000) return;
        for (int i = random.Next(1, 4); i > 0; i--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        try
        {
            Packed.Skip(bytes);
        }
        catch (RecordFormatException)
        {
            return;
        }

        MessagePack.MessagePackReader theirs = new(bytes);
        theirs.Skip();
        Assert.True(theirs.End);
    });

    private static void Same<T>(T value, PackAction write, UnpackFunc<T> read)
    {
        byte[] ours = Packed.Write(write);
        Assert.Equal(MessagePackSerializer.Serialize(value), ours);
        Assert.Equal(value, MessagePackSerializer.Deserialize<T>(ours));
        Assert.Equal(value, Packed.Read(ours, read));
        Packed.Skip(ours);
    }

    private static void WriteForeign(ref Foreign writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNil(); break;
            case bool boolean: writer.Write(boolean); break;
            case long number: writer.Write(number); break;
            case ulong number: writer.Write(number); break;
            case float number: writer.Write(number); break;
            case double number when (float)number == number: writer.Write((float)number); break;
            case double number: writer.Write(number); break;
            case string text: writer.Write(text); break;
            case byte[] bytes: writer.Write(bytes); break;
            case Extension { Bytes.Length: 0 } extension: writer.WriteRaw(new byte[] { 0xC7, 0, (byte)extension.Type }); break;
            case Extension extension:
                writer.WriteExtensionFormat(new ExtensionResult(extension.Type, new ReadOnlySequence<byte>(extension.Bytes)));
                break;
            case List<object?> list:
                writer.WriteArrayHeader(list.Count);
                foreach (object? element in list) WriteForeign(ref writer, element);
                break;
            case List<KeyValuePair<object, object?>> map:
                writer.WriteMapHeader(map.Count);
                foreach ((object key, object? element) in map)
                {
                    WriteForeign(ref writer, key);
                    WriteForeign(ref writer, element);
                }

                break;
        }
    }
}
