using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Faust.Records;

public ref partial struct JsonReader
{
    /// <summary>Reads an integer; a fraction or an exponent is an error even where the value is whole.</summary>
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
    public int ReadInt32()
    {
        int start = _position;
        if (TryReadDigits(out ulong value) && value <= int.MaxValue) return (int)value;
        return (int)ReadSigned(start, int.MinValue, int.MaxValue, "a 32-bit integer");
    }

    /// <inheritdoc cref="ReadByte"/>
    public uint ReadUInt32()
    {
        int start = _position;
        if (TryReadDigits(out ulong value) && value <= uint.MaxValue) return (uint)value;
        return (uint)ReadSigned(start, uint.MinValue, uint.MaxValue, "an unsigned 32-bit integer");
    }

    /// <inheritdoc cref="ReadByte"/>
    public long ReadInt64()
    {
        if (TryReadDigits(out ulong value)) return (long)value;
        return ReadSigned(_position, long.MinValue, long.MaxValue, "a 64-bit integer");
    }

    /// <inheritdoc cref="ReadByte"/>
    public ulong ReadUInt64()
    {
        if (TryReadDigits(out ulong value)) return value;
        value = ReadMagnitude(_position, out bool negative, out int start, "an unsigned 64-bit integer");
        if (negative) ThrowExpected("an unsigned 64-bit integer", start);
        return value;
    }

    private long ReadSmall(long min, long max, string expected)
    {
        int start = _position;
        if (TryReadDigits(out ulong value) && value <= (ulong)max) return (long)value;
        return ReadSigned(start, min, max, expected);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long ReadSigned(int from, long min, long max, string expected)
    {
        ulong value = ReadMagnitude(from, out bool negative, out int start, expected);
        // No minus for types without one, not even before a zero.
        if (negative && min == 0) ThrowExpected(expected, start);
        if (negative ? value > 0UL - (ulong)min : value > (ulong)max) ThrowOutOfRange(expected, start);
        return negative ? (long)(0UL - value) : (long)value;
    }

    // Any integer, byte by byte where the fast path declines: signs, white space, more than 16 digits, errors.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ulong ReadMagnitude(int from, out bool negative, out int start, string expected)
    {
        _position = from;
        negative = PeekToken() == '-';
        start = _position;
        if (negative) _position++;
        if (TryReadDigits(out ulong value)) return value;

        int first = _position;
        int position = first;
        while ((uint)position < (uint)_utf8.Length && (uint)(_utf8[position] - '0') is <= 9 and var digit)
        {
            if (value > (ulong.MaxValue - digit) / 10) ThrowOutOfRange(expected, start);
            value = (value * 10) + digit;
            position++;
        }

        if (position == first) ThrowExpected(expected, start);
        if (_utf8[first] == '0' && position - first > 1) ThrowInvalid("A number must not start with a zero,", start);
        if ((uint)position < (uint)_utf8.Length && _utf8[position] is (byte)'.' or (byte)'e' or (byte)'E')
        {
            ThrowInvalid($"Expected {expected} but found a fraction or an exponent", start);
        }

        _position = position;
        return value;
    }

    // Up to 16 digits right here, eight at a time. False without having moved for whatever is not that, right or wrong.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadDigits(out ulong value)
    {
        int position = _position;
        ulong word = LoadWord(position);
        int digits = CountDigits(word);
        if (digits == 8) return TryReadLongDigits(word, out value);
        if (digits == 0 || IsBadNumber(word, digits))
        {
            value = 0;
            return false;
        }

        value = ParseDigits(word, digits);
        _position = position + digits;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryReadLongDigits(ulong word, out ulong value)
    {
        ulong tail = LoadWord(_position + 8);
        int digits = CountDigits(tail);
        if (digits == 8 || (byte)word == '0' || IsBadEnd(tail, digits))
        {
            value = 0;
            return false;
        }

        value = ParseDigits(word, 8);
        if (digits != 0) value = (value * PowersOfTen[digits]) + ParseDigits(tail, digits);
        _position += 8 + digits;
        return true;
    }

    private static ReadOnlySpan<uint> PowersOfTen => [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000];

    // Eight bytes, the first in the lowest bits; zeros behind the end of the text.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ulong LoadWord(int position)
    {
        if (_utf8.Length - position < sizeof(ulong)) return LoadLastWord(position);
        ulong word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(_utf8), position));
        return BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly ulong LoadLastWord(int position)
    {
        int missing = sizeof(ulong) - (_utf8.Length - position);
        if (missing >= sizeof(ulong)) return 0;
        if (_utf8.Length >= sizeof(ulong)) return LoadWord(_utf8.Length - sizeof(ulong)) >> (missing * 8);
        ulong word = 0;
        for (int i = _utf8.Length - 1; i >= position; i--) word = (word << 8) | _utf8[i];
        return word;
    }

    // How many of the word's first bytes are digits. Carries only run towards later bytes, behind the first that is none.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CountDigits(ulong word)
    {
        ulong values = word ^ 0x3030303030303030;
        return BitOperations.TrailingZeroCount(((values + 0x7676767676767676) | values) & 0x8080808080808080) >> 3;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsBadNumber(ulong word, int digits) => ((byte)word == '0' && digits > 1) || IsBadEnd(word, digits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsBadEnd(ulong word, int digits)
    {
        byte end = (byte)(word >> (digits * 8));
        return end > (byte)',' && (end == '.' || (end | 0x20) == 'e');
    }

    // The value of the word's first digits, one to eight.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong ParseDigits(ulong word, int digits)
    {
        // Zeros shifted in below stand for leading zeros; then pairs, fours and all eight by one multiplication each.
        ulong values = (word ^ 0x3030303030303030) << (64 - (digits * 8));
        values = (values * 10) + (values >> 8);
        const ulong Pairs = 0x000000FF000000FF;
        return (((values & Pairs) * 0x000F424000000064) + (((values >> 16) & Pairs) * 0x0000271000000001)) >> 32;
    }
}
