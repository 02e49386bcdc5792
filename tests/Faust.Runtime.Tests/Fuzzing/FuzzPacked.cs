using Faust.Records;

namespace Faust.Fuzzing;

/// <summary>Every kind of value of MessagePack, read as generated code would.</summary>
internal sealed record FuzzPacked(
    long Id,
    ulong Large,
    string Name,
    double Rate,
    decimal Total,
    DateTimeOffset At,
    Guid Token,
    byte[] Bytes,
    bool? Paid,
    List<string> Lines,
    Dictionary<long, short> Numbers,
    FuzzPacked? Inner) : IMessagePackRecord<FuzzPacked>
{
    public static void WriteMessagePack(ref MessagePackWriter writer, FuzzPacked value)
    {
        // "unknown" is skipped when read.
        writer.WriteMapHeader(13);
        writer.WriteValue("id");
        writer.WriteValue(value.Id);
        writer.WriteValue("large");
        writer.WriteValue(value.Large);
        writer.WriteValue("name");
        writer.WriteValue(value.Name);
        writer.WriteValue("rate");
        writer.WriteValue(value.Rate);
        writer.WriteValue("total");
        writer.WriteValue(value.Total);
        writer.WriteValue("at");
        writer.WriteValue(value.At);
        writer.WriteValue("token");
        writer.WriteValue(value.Token);
        writer.WriteValue("bytes");
        writer.WriteBinary(value.Bytes);
        writer.WriteValue("paid");
        if (value.Paid is { } paid) writer.WriteValue(paid);
        else writer.WriteNil();
        writer.WriteValue("unknown");
        writer.WriteArrayHeader(3);
        writer.WriteExtension(5, [1, 2, 3, 4]);
        writer.WriteTimestamp(1_700_000_000, 123_456_789);
        writer.WriteMapHeader(1);
        writer.WriteValue(1.5);
        writer.WriteValue("größe");
        writer.WriteValue("lines");
        writer.WriteArrayHeader(value.Lines.Count);
        foreach (string line in value.Lines) writer.WriteValue(line);
        writer.WriteValue("numbers");
        writer.WriteMapHeader(value.Numbers.Count);
        foreach ((long key, short number) in value.Numbers)
        {
            writer.WriteValue(key);
            writer.WriteValue(number);
        }

        writer.WriteValue("inner");
        if (value.Inner is null) writer.WriteNil();
        else WriteMessagePack(ref writer, value.Inner);
    }

    public static FuzzPacked ReadMessagePack(ref MessagePackReader reader)
    {
        FuzzPacked value = new(0, 0, "", 0, 0, default, default, [], null, [], [], null);
        reader.PushDepth();
        for (int left = reader.ReadMapHeader(); left > 0; left--)
        {
            if (!reader.ReadKey(out ReadOnlySpan<byte> name, out _)) reader.Skip();
            else if (name.SequenceEqual("id"u8)) value = value with { Id = reader.ReadInt64() };
            else if (name.SequenceEqual("large"u8)) value = value with { Large = reader.ReadUInt64() };
            else if (name.SequenceEqual("name"u8)) value = value with { Name = reader.ReadString(1) };
            else if (name.SequenceEqual("rate"u8)) value = value with { Rate = reader.ReadDouble() };
            else if (name.SequenceEqual("total"u8)) value = value with { Total = reader.ReadDecimal() };
            else if (name.SequenceEqual("at"u8)) value = value with { At = reader.ReadDateTimeOffset() };
            else if (name.SequenceEqual("token"u8)) value = value with { Token = reader.ReadGuid() };
            else if (name.SequenceEqual("bytes"u8)) value = value with { Bytes = reader.ReadBinary() };
            else if (name.SequenceEqual("paid"u8)) value = value with { Paid = reader.TryReadNil() ? null : reader.ReadBoolean() };
            else if (name.SequenceEqual("lines"u8)) value = value with { Lines = ReadLines(ref reader) };
            else if (name.SequenceEqual("numbers"u8)) value = value with { Numbers = ReadNumbers(ref reader) };
            else if (name.SequenceEqual("inner"u8)) value = value with { Inner = reader.TryReadNil() ? null : ReadMessagePack(ref reader) };
            else reader.Skip();
        }

        reader.PopDepth();
        return value;
    }

    private static List<string> ReadLines(ref MessagePackReader reader)
    {
        int count = reader.ReadArrayHeader();
        List<string> lines = new(count);
        for (int i = 0; i < count; i++) lines.Add(reader.ReadString());
        return lines;
    }

    private static Dictionary<long, short> ReadNumbers(ref MessagePackReader reader)
    {
        int count = reader.ReadMapHeader();
        Dictionary<long, short> numbers = new(count);
        for (int i = 0; i < count; i++)
        {
            long key = reader.ReadInt64();
            numbers[key] = reader.ReadInt16();
        }

        return numbers;
    }
}
