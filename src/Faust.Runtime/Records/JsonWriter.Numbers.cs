using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Faust.Records;

public ref partial struct JsonWriter
{
    // Digits that make one word.
    private const uint EightDigits = 100_000_000;

    // The longest is a Half's or an integer's, 20 bytes; digits are written eight at a time, beyond their end.
    private const int MaxNumberLength = 32;

    /// <summary>Writes a number.</summary>
    /// <param name="value">The value.</param>
    public void WriteValue(byte value) => WriteValue((ulong)value);

    /// <inheritdoc cref="WriteValue(byte)"/>
    public void WriteValue(sbyte value) => WriteValue((long)value);

    /// <inheritdoc cref="WriteValue(byte)"/>
    public void WriteValue(short value) => WriteValue((long)value);

    /// <inheritdoc cref="WriteValue(byte)"/>
    public void WriteValue(ushort value) => WriteValue((ulong)value);

    /// <inheritdoc cref="WriteValue(byte)"/>
    public void WriteValue(int value) => WriteValue((long)value);

    /// <inheritdoc cref="WriteValue(byte)"/>
    public void WriteValue(uint value) => WriteValue((ulong)value);

    /// <inheritdoc cref="WriteValue(byte)"/>
    public void WriteValue(long value)
    {
        if (value >= 0)
        {
            WriteValue((ulong)value);
            return;
        }

        WriteRaw((byte)'-');
        // Negated as bits, so that long.MinValue has its magnitude too.
        WriteValue(0UL - (ulong)value);
    }

    /// <inheritdoc cref="WriteValue(byte)"/>
    public void WriteValue(ulong value)
    {
        ref byte destination = ref Reserve(MaxNumberLength);
        _position += WriteDigits(ref destination, value);
    }

    // The digits of a number, and how many they are. Up to seven bytes behind them may be overwritten.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int WriteDigits(ref byte destination, ulong value)
    {
        if (value >= 100) return value < EightDigits ? WriteFirst(ref destination, (uint)value) : WriteManyDigits(ref destination, value);
        // Counts and the like: a look into a table.
        ref byte pair = ref Unsafe.Add(ref MemoryMarshal.GetReference(Pairs), (uint)value * 2);
        int skipped = value < 10 ? 1 : 0;
        destination = Unsafe.Add(ref pair, skipped);
        Unsafe.Add(ref destination, 1) = Unsafe.Add(ref pair, 1);
        return 2 - skipped;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int WriteManyDigits(ref byte destination, ulong value)
    {
        (value, ulong last) = Math.DivRem(value, EightDigits);
        int count;
        if (value < EightDigits)
        {
            count = WriteFirst(ref destination, (uint)value);
        }
        else
        {
            (value, ulong middle) = Math.DivRem(value, EightDigits);
            count = WriteFirst(ref destination, (uint)value);
            WriteWord(ref Unsafe.Add(ref destination, count), ToWord((uint)middle));
            count += 8;
        }

        WriteWord(ref Unsafe.Add(ref destination, count), ToWord((uint)last));
        return count + 8;
    }

    // Up to eight digits without zeros in front, of which one is left to zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int WriteFirst(ref byte destination, uint value)
    {
        ulong word = ToWord(value);
        int zeros = BitOperations.TrailingZeroCount(word | (1UL << 56)) >> 3;
        WriteWord(ref destination, word >> (zeros * 8));
        return 8 - zeros;
    }

    // Eight digits, zeros in front included, the first in the lowest byte: cut into fours, pairs and digits, all of a step at once.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong ToWord(uint value)
    {
        (uint first, uint last) = Math.DivRem(value, 10_000);
        ulong fours = first | ((ulong)last << 32);
        // Quotients by multiplication: 10486 / 2^20 is a hundredth closely enough for four digits, 103 / 2^10 a tenth for two.
        ulong hundreds = ((fours * 10486) >> 20) & 0x0000007F_0000007F;
        ulong pairs = hundreds | ((fours - (hundreds * 100)) << 16);
        ulong tens = ((pairs * 103) >> 10) & 0x000F000F_000F000F;
        return tens | ((pairs - (tens * 10)) << 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteWord(ref byte destination, ulong word)
    {
        word |= 0x30303030_30303030;
        Unsafe.WriteUnaligned(ref destination, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
    }

    private void WriteFormatted<T>(T value, int maxLength = MaxNumberLength)
        where T : IUtf8SpanFormattable
    {
        value.TryFormat(ReserveSpan(maxLength), out int written, default, CultureInfo.InvariantCulture);
        _position += written;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WritePair(ref byte destination, uint pair)
    {
        ref byte digits = ref Unsafe.Add(ref MemoryMarshal.GetReference(Pairs), pair * 2);
        Unsafe.WriteUnaligned(ref destination, Unsafe.ReadUnaligned<ushort>(ref digits));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CountDigits(ulong value)
    {
        // 1233/4096 is log10(2) closely enough for 64 bits; the table puts right the powers of two that straddle a power of ten.
        int guess = ((BitOperations.Log2(value | 1) + 1) * 1233) >> 12;
        return guess + (value >= Unsafe.Add(ref MemoryMarshal.GetReference(PowersOfTen), guess) ? 1 : 0);
    }

    private static ReadOnlySpan<byte> Pairs =>
        "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"u8 +
        "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899"u8;

    private static ReadOnlySpan<ulong> PowersOfTen =>
    [
        0, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000,
        1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
        100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ];
}
