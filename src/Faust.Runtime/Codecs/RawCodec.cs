using System.Buffers.Binary;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using Faust.Records;

namespace Faust;

/// <summary>
/// The codec <c>raw</c>: bytes as Kafka's own serializers write them, so that any other client finds the same key in the same partition. Text is
/// UTF-8, numbers are big-endian two's complement or IEEE 754, a <see cref="Guid"/> is its text. That of keys unless something else is said; only for
/// these types and <c>byte[]</c>.
/// </summary>
public sealed class RawCodec : ICodec
{
    private RawCodec()
    {
    }

    // The number under which keys are known to a string cache; no member of a record has it.
    private const int KeyMember = 0;

    /// <summary>Writes a value of this type.</summary>
    public static void Write(ByteBuffer buffer, string value)
    {
        Span<byte> room = buffer.GetSpan(Encoding.UTF8.GetMaxByteCount(value.Length));
        buffer.Advance(Encoding.UTF8.GetBytes(value, room));
    }

    /// <inheritdoc cref="Write(ByteBuffer, string)"/>
    public static void Write(ByteBuffer buffer, byte[] value) => buffer.Write(value);

    /// <inheritdoc cref="Write(ByteBuffer, string)"/>
    public static void Write(ByteBuffer buffer, Guid value)
    {
        Utf8Formatter.TryFormat(value, buffer.GetSpan(36), out int written);
        buffer.Advance(written);
    }

    /// <inheritdoc cref="Write(ByteBuffer, string)"/>
    public static void Write(ByteBuffer buffer, bool value) => Write(buffer, value ? (byte)1 : (byte)0);

    /// <inheritdoc cref="Write(ByteBuffer, string)"/>
    public static void Write(ByteBuffer buffer, byte value)
    {
        buffer.GetSpan(1)[0] = value;
        buffer.Advance(1);
    }

    /// <inheritdoc cref="Write(ByteBuffer, string)"/>
    public static void Write(ByteBuffer buffer, sbyte value) => Write(buffer, (byte)value);

    /// <inheritdoc cref="Write(ByteBuffer, string)"/>
    public static void Write(ByteBuffer buffer, short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(buffer.GetSpan(sizeof(short)), value);
        buffer.Advance(sizeof(short));
    }

    /// <inheritdoc cref="Write(ByteBuffer, string)"/>
    public static void Write(ByteBuffer buffer, ushort value) => Write(buffer, (short)value);

    /// <inheritdoc cref="Write(ByteBuffer, string)"/>
    public static void Write(ByteBuffer buffer, int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(buffer.GetSpan(sizeof(int)), value);
        buffer.Advance(sizeof(int));
    }

    /// <inheritdoc cref="Write(ByteBuffer, string)"/>
    public static void Write(ByteBuffer buffer, uint value) => Write(buffer, (int)value);

    /// <inheritdoc cref="Write(ByteBuffer, string)"/>
    public static void Write(ByteBuffer buffer, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(buffer.GetSpan(sizeof(long)), value);
        buffer.Advance(sizeof(long));
    }

    /// <inheritdoc cref="Write(ByteBuffer, string)"/>
    public static void Write(ByteBuffer buffer, ulong value) => Write(buffer, (long)value);

    /// <inheritdoc cref="Write(ByteBuffer, string)"/>
    public static void Write(ByteBuffer buffer, float value) => Write(buffer, BitConverter.SingleToInt32Bits(value));

    /// <inheritdoc cref="Write(ByteBuffer, string)"/>
    public static void Write(ByteBuffer buffer, double value) => Write(buffer, BitConverter.DoubleToInt64Bits(value));

    /// <summary>Reads a value of this type.</summary>
    /// <param name="bytes">All of the value.</param>
    /// <param name="strings">Where repeated texts are looked up.</param>
    /// <exception cref="RecordFormatException">The bytes are not valid UTF-8.</exception>
    public static string ReadString(ReadOnlySpan<byte> bytes, Utf8StringCache? strings = null)
    {
        if (!Ascii.IsValid(bytes) && !Utf8.IsValid(bytes)) ThrowNotText(bytes);
        return strings is null ? Encoding.UTF8.GetString(bytes) : strings.GetString(bytes, KeyMember);
    }

    /// <inheritdoc cref="ReadInt64"/>
    public static byte[] ReadBytes(ReadOnlySpan<byte> bytes) => bytes.ToArray();

    /// <inheritdoc cref="ReadInt64"/>
    public static Guid ReadGuid(ReadOnlySpan<byte> bytes)
    {
        if (!Utf8Parser.TryParse(bytes, out Guid value, out int consumed) || consumed != bytes.Length) ThrowNotGuid(bytes);
        return value;
    }

    /// <inheritdoc cref="ReadInt64"/>
    public static bool ReadBoolean(ReadOnlySpan<byte> bytes) => ReadByte(bytes) != 0;

    /// <inheritdoc cref="ReadInt64"/>
    public static byte ReadByte(ReadOnlySpan<byte> bytes) => Exactly(bytes, sizeof(byte))[0];

    /// <inheritdoc cref="ReadInt64"/>
    public static sbyte ReadSByte(ReadOnlySpan<byte> bytes) => (sbyte)ReadByte(bytes);

    /// <inheritdoc cref="ReadInt64"/>
    public static short ReadInt16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt16BigEndian(Exactly(bytes, sizeof(short)));

    /// <inheritdoc cref="ReadInt64"/>
    public static ushort ReadUInt16(ReadOnlySpan<byte> bytes) => (ushort)ReadInt16(bytes);

    /// <inheritdoc cref="ReadInt64"/>
    public static int ReadInt32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32BigEndian(Exactly(bytes, sizeof(int)));

    /// <inheritdoc cref="ReadInt64"/>
    public static uint ReadUInt32(ReadOnlySpan<byte> bytes) => (uint)ReadInt32(bytes);

    /// <summary>Reads a value of this type.</summary>
    /// <param name="bytes">All of the value.</param>
    /// <exception cref="RecordFormatException">The bytes are not as many as the type has, or not its text.</exception>
    public static long ReadInt64(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64BigEndian(Exactly(bytes, sizeof(long)));

    /// <inheritdoc cref="ReadInt64"/>
    public static ulong ReadUInt64(ReadOnlySpan<byte> bytes) => (ulong)ReadInt64(bytes);

    /// <inheritdoc cref="ReadInt64"/>
    public static float ReadSingle(ReadOnlySpan<byte> bytes) => BitConverter.Int32BitsToSingle(ReadInt32(bytes));

    /// <inheritdoc cref="ReadInt64"/>
    public static double ReadDouble(ReadOnlySpan<byte> bytes) => BitConverter.Int64BitsToDouble(ReadInt64(bytes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlySpan<byte> Exactly(ReadOnlySpan<byte> bytes, int length)
    {
        if (bytes.Length != length) ThrowLength(bytes.Length, length);
        return bytes;
    }

    private static void ThrowLength(int actual, int expected) =>
        throw new RecordFormatException($"Expected {expected} bytes but found {actual}", Math.Min(actual, expected));

    private static void ThrowNotText(ReadOnlySpan<byte> bytes)
    {
        int offset = Utf8Text.IndexOfInvalid(bytes);
        throw new RecordFormatException($"Expected UTF-8 text but byte {offset} is not part of any", offset);
    }

    private static void ThrowNotGuid(ReadOnlySpan<byte> bytes) =>
        throw new RecordFormatException($"Expected a GUID's 36 characters but found {bytes.Length} bytes that are not one", 0);
}
