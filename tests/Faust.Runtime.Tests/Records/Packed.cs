using System.Buffers.Binary;
using System.Text;

namespace Faust.Records;

internal delegate void PackAction(ref MessagePackWriter writer);

internal delegate T UnpackFunc<T>(ref MessagePackReader reader);

internal sealed record Extension(sbyte Type, byte[] Bytes);

/// <summary>
/// Writes and reads MessagePack of any shape: null, bool, long, ulong, float, double, string, byte[], Extension, list, list of pairs.
/// </summary>
internal static class Packed
{
    public static byte[] Write(PackAction write)
    {
        ByteBuffer buffer = new(0);
        MessagePackWriter writer = new(buffer);
        write(ref writer);
        writer.Complete();
        return buffer.WrittenSpan.ToArray();
    }

    public static T Read<T>(ReadOnlySpan<byte> bytes, UnpackFunc<T> read)
    {
        MessagePackReader reader = new(bytes);
        T value = read(ref reader);
        reader.ReadEnd();
        return value;
    }

    public static void Skip(ReadOnlySpan<byte> bytes)
    {
        MessagePackReader reader = new(bytes);
        reader.Skip();
        reader.ReadEnd();
    }

    public static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace("-", "", StringComparison.Ordinal));

    public static byte[] WriteAny(object? value) => Write((ref writer) => WriteAny(ref writer, value));

    public static void WriteAny(ref MessagePackWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNil(); break;
            case bool boolean: writer.WriteValue(boolean); break;
            case long number: writer.WriteValue(number); break;
            case ulong number: writer.WriteValue(number); break;
            case float number: writer.WriteValue(number); break;
            case double number: writer.WriteValue(number); break;
            case string text: writer.WriteValue(text); break;
            case byte[] bytes: writer.WriteBinary(bytes); break;
            case Extension extension: writer.WriteExtension(extension.Type, extension.Bytes); break;
            case List<object?> list:
                writer.WriteArrayHeader(list.Count);
                foreach (object? element in list) WriteAny(ref writer, element);
                break;
            case List<KeyValuePair<object, object?>> map:
                writer.WriteMapHeader(map.Count);
                foreach ((object key, object? element) in map)
                {
                    WriteAny(ref writer, key);
                    WriteAny(ref writer, element);
                }

                break;
            default: throw new NotSupportedException(value.GetType().Name);
        }
    }

    public static object? ReadAny(ref MessagePackReader reader, ReadOnlySpan<byte> bytes)
    {
        MessagePackFormat.TryReadHeader(bytes, reader.Position, out MessagePackHeader header);
        switch (header.Kind)
        {
            case MessagePackKind.Nil: return reader.TryReadNil() ? null : throw new InvalidOperationException("No nil.");
            case MessagePackKind.Boolean: return reader.ReadBoolean();
            case MessagePackKind.Integer:
                decimal number = reader.ReadDecimal();
                return number > long.MaxValue ? (ulong)number : (object)(long)number;
            case MessagePackKind.Float: return reader.ReadDouble();
            case MessagePackKind.String: return reader.ReadString();
            case MessagePackKind.Binary: return reader.ReadBinary();
            case MessagePackKind.Extension: return new Extension(0, reader.ReadExtension(out sbyte type).ToArray()) { Type = type };
            case MessagePackKind.Array:
                int count = reader.ReadArrayHeader();
                reader.PushDepth();
                List<object?> list = new(count);
                for (int i = 0; i < count; i++) list.Add(ReadAny(ref reader, bytes));
                reader.PopDepth();
                return list;
            case MessagePackKind.Map:
                int pairs = reader.ReadMapHeader();
                reader.PushDepth();
                List<KeyValuePair<object, object?>> map = new(pairs);
                for (int i = 0; i < pairs; i++) map.Add(new(ReadAny(ref reader, bytes)!, ReadAny(ref reader, bytes)));
                reader.PopDepth();
                return map;
            default:
                reader.Skip();
                throw new InvalidOperationException("Skipped what is no value.");
        }
    }

    /// <summary>A value of any shape; what is large is rare.</summary>
    public static object? Any(this Random random, int depth = 4)
    {
        switch (random.Next(depth > 0 ? 13 : 10))
        {
            case 0: return null;
            case 1: return random.Next(2) == 0;
            case 2 or 3: return random.Bits();
            case 4: return (ulong)long.MaxValue + (ulong)random.NextInt64(1, long.MaxValue);
            case 5: return BitConverter.Int64BitsToDouble(random.NextInt64());
            case 6: return random.Next(-9, 9) / 4f;
            case 7: return random.Text();
            case 8: return Bytes(random);
            case 9: return new Extension((sbyte)random.Next(-128, 128), Bytes(random));
            case 10:
                List<object?> list = [];
                for (int i = random.Next(random.Next(8) == 0 ? 20 : 5); i > 0; i--) list.Add(random.Any(depth - 1));
                return list;
            default:
                List<KeyValuePair<object, object?>> map = [];
                for (int i = random.Next(random.Next(8) == 0 ? 20 : 5); i > 0; i--)
                {
                    map.Add(new(random.Next(4) == 0 ? random.Bits() : random.Text(), random.Any(depth - 1)));
                }

                return map;
        }
    }

    private static byte[] Bytes(Random random)
    {
        byte[] bytes = new byte[random.Next(16) == 0 ? random.Next(70_000) : random.Next(40)];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>The value with each header and number in a legal form chosen at random.</summary>
    public static void WriteForeign(List<byte> to, object? value, Random random)
    {
        switch (value)
        {
            case long number: Integer(to, number, number >= 0 ? (ulong)number : null, random); break;
            case ulong number: Integer(to, null, number, random); break;
            case string text:
                byte[] utf8 = Encoding.UTF8.GetBytes(text);
                Header(to, utf8.Length, utf8.Length < 32 ? 0xA0 : -1, [0xD9, 0xDA, 0xDB], [1, 2, 4], random);
                to.AddRange(utf8);
                break;
            case byte[] bytes:
                Header(to, bytes.Length, -1, [0xC4, 0xC5, 0xC6], [1, 2, 4], random);
                to.AddRange(bytes);
                break;
            case Extension extension:
                Header(to, extension.Bytes.Length, -1, [0xC7, 0xC8, 0xC9], [1, 2, 4], random);
                to.Add((byte)extension.Type);
                to.AddRange(extension.Bytes);
                break;
            case List<object?> list:
                Header(to, list.Count, list.Count < 16 ? 0x90 : -1, [0xDC, 0xDD], [2, 4], random);
                foreach (object? element in list) WriteForeign(to, element, random);
                break;
            case List<KeyValuePair<object, object?>> map:
                Header(to, map.Count, map.Count < 16 ? 0x80 : -1, [0xDE, 0xDF], [2, 4], random);
                foreach ((object key, object? element) in map)
                {
                    WriteForeign(to, key, random);
                    WriteForeign(to, element, random);
                }

                break;
            case float number when random.Next(2) == 0:
                to.Add(0xCB);
                AddNumber(to, BitConverter.DoubleToUInt64Bits(number), 8);
                break;
            default: to.AddRange(WriteAny(value)); break;
        }
    }

    private static void Header(List<byte> to, int length, int fix, int[] formats, int[] widths, Random random)
    {
        int choice = random.Next(fix < 0 ? 0 : -1, formats.Length);
        while (choice >= 0 && length >> (8 * widths[choice] - 1) > 1) choice++;
        if (choice < 0)
        {
            to.Add((byte)(fix | length));
            return;
        }

        to.Add((byte)formats[choice]);
        AddNumber(to, (ulong)length, widths[choice]);
    }

    private static void Integer(List<byte> to, long? signed, ulong? unsigned, Random random)
    {
        List<(int Format, int Width)> forms = [];
        for (int i = 0; i < 4; i++)
        {
            int bits = 8 << i;
            if (unsigned is { } u && (bits == 64 || u >> bits == 0)) forms.Add((0xCC + i, 1 << i));
            if (signed is { } s && s << (64 - bits) >> (64 - bits) == s) forms.Add((0xD0 + i, 1 << i));
        }

        (int format, int width) = forms[random.Next(forms.Count)];
        to.Add((byte)format);
        AddNumber(to, unsigned ?? (ulong)signed!.Value, width);
    }

    private static void AddNumber(List<byte> to, ulong value, int width)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        to.AddRange(bytes[^width..]);
    }
}
