using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Faust.Records;

public ref partial struct MessagePackReader
{
    /// <summary>Reads an integer of any format; a float is an error even where its value is whole.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else, or the number is outside of the type's range.</exception>
    public byte ReadByte() => (byte)ReadSmall(byte.MinValue, byte.MaxValue, "a number from 0 to 255");

    /// <inheritdoc cref="ReadByte"/>
    public sbyte ReadSByte() => (sbyte)ReadSmall(sbyte.MinValue, sbyte.MaxValue, "a number from -128 to 127");

    /// <inheritdoc cref="ReadByte"/>
    public short ReadInt16() => (short)ReadSmall(short.MinValue, short.MaxValue, "a number from -32768 to 32767");

    /// <inheritdoc cref="ReadByte"/>
    public ushort ReadUInt16() => (ushort)ReadSmall(ushort.MinValue, ushort.MaxValue, "a number from 0 to 65535");

    /// <inheritdoc cref="ReadByte"/>
    public int ReadInt32() => (int)ReadSmall(int.MinValue, int.MaxValue, "a 32-bit integer");

    /// <inheritdoc cref="ReadByte"/>
    public uint ReadUInt32() => (uint)ReadSmall(uint.MinValue, uint.MaxValue, "an unsigned 32-bit integer");

    /// <inheritdoc cref="ReadByte"/>
    public long ReadInt64()
    {
        int start = _position;
        long value = ReadInteger("a 64-bit integer", out bool isHuge);
        if (isHuge) ThrowOutOfRange("a 64-bit integer", start);
        return value;
    }

    /// <inheritdoc cref="ReadByte"/>
    public ulong ReadUInt64()
    {
        int start = _position;
        long value = ReadInteger("an unsigned 64-bit integer", out bool isHuge);
        if (value < 0 && !isHuge) ThrowOutOfRange("an unsigned 64-bit integer", start);
        return (ulong)value;
    }

    /// <summary>Reads a character's number.</summary>
    /// <returns>The character.</returns>
    /// <exception cref="RecordFormatException">There is something else, or the number is outside of the type's range.</exception>
    public char ReadChar() => (char)ReadSmall(char.MinValue, char.MaxValue, "a character's number from 0 to 65535");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long ReadSmall(long min, long max, string expected)
    {
        int start = _position;
        long value = ReadInteger(expected, out bool isHuge);
        if (isHuge || value < min || value > max) ThrowOutOfRange(expected, start);
        return value;
    }

    // Any integer. One beyond long's range is huge: its bits are those of a ulong.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long ReadInteger(string expected, out bool isHuge)
    {
        int position = _position;
        if ((uint)position < (uint)_bytes.Length && (sbyte)_bytes[position] >= -32)
        {
            _position = position + 1;
            isHuge = false;
            return (sbyte)_bytes[position];
        }

        return ReadWideInteger(expected, out isHuge);
    }

    // In each method that reads an integer: a call more is a third of its time.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long ReadWideInteger(string expected, out bool isHuge)
    {
        int position = _position;
        if ((uint)position >= (uint)_bytes.Length) ThrowExpected(expected);
        uint format = (uint)_bytes[position] - MessagePackFormat.UInt8;
        if (format > MessagePackFormat.Int64 - MessagePackFormat.UInt8) ThrowExpected(expected);

        // One to eight bytes, brought to the top of 64 bits and from there down again, with the sign or without.
        int width = 1 << (int)(format & 3);
        ulong bits = ReadTop(position + 1, width);
        _position = position + 1 + width;
        int shift = 64 - (8 * width);
        isHuge = format == MessagePackFormat.UInt64 - MessagePackFormat.UInt8 && (long)bits < 0;
        return format >= MessagePackFormat.Int8 - MessagePackFormat.UInt8 ? (long)bits >> shift : (long)(bits >> shift);
    }

    // Bytes at an offset as the upper ones of 64 bits, the first uppermost; those below are whatever follows.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ulong ReadTop(int offset, int width)
    {
        if (_bytes.Length - offset < sizeof(ulong)) return ReadTopAtEnd(offset, width);
        ulong bits = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(_bytes), offset));
        return BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(bits) : bits;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly ulong ReadTopAtEnd(int offset, int width)
    {
        if (_bytes.Length - offset < width) ThrowTruncated();
        ulong bits = 0;
        for (int i = 0; i < width; i++) bits |= (ulong)_bytes[offset + i] << (56 - (8 * i));
        return bits;
    }
}
