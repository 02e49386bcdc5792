using System.Buffers.Binary;
using System.Text;
using Faust.Records;

namespace Faust.Transport;

/// <summary>
/// The encoded form of a record's headers: for each, the length of the name and of the value (<see cref="int"/>, little-endian; -1 for a
/// missing value), then the name's UTF-8 bytes and the value's bytes. Names may repeat; their order is kept.
/// </summary>
public static class RecordHeaders
{
    /// <summary>Appends one header.</summary>
    public static void Write(ByteBuffer buffer, string name, ReadOnlySpan<byte> value, bool hasValue = true)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        int nameLength = Encoding.UTF8.GetByteCount(name);
        Span<byte> room = buffer.GetSpan(8 + nameLength);
        BinaryPrimitives.WriteInt32LittleEndian(room, nameLength);
        BinaryPrimitives.WriteInt32LittleEndian(room[4..], hasValue ? value.Length : -1);
        Encoding.UTF8.GetBytes(name, room[8..]);
        buffer.Advance(8 + nameLength);
        if (hasValue) buffer.Write(value);
    }

    /// <summary>Reads the header at the start of <paramref name="encoded"/> and moves behind it.</summary>
    /// <returns><see langword="false"/> at the end.</returns>
    /// <exception cref="FormatException">The bytes are not encoded headers.</exception>
    public static bool TryRead(ref ReadOnlySpan<byte> encoded, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value, out bool hasValue)
    {
        name = value = default;
        hasValue = false;
        if (encoded.IsEmpty) return false;
        if (encoded.Length < 8) throw Malformed();
        int nameLength = BinaryPrimitives.ReadInt32LittleEndian(encoded);
        int valueLength = BinaryPrimitives.ReadInt32LittleEndian(encoded[4..]);
        hasValue = valueLength >= 0;
        if (nameLength < 0 || valueLength < -1 || 8L + nameLength + Math.Max(valueLength, 0) > encoded.Length) throw Malformed();
        name = encoded.Slice(8, nameLength);
        value = hasValue ? encoded.Slice(8 + nameLength, valueLength) : default;
        encoded = encoded[(8 + nameLength + Math.Max(valueLength, 0))..];
        return true;
    }

    private static FormatException Malformed() => new("The record's headers are malformed: a length reaches past their end.");
}
