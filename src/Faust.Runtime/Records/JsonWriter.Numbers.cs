using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Faust.Records;

public ref partial struct JsonWriter
{
    // The longest are double's and decimal's: 24 and 31 bytes.
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
        int digits = CountDigits(value);
        _position += digits;
        while (value >= 100)
        {
            (value, ulong pair) = Math.DivRem(value, 100);
            digits -= 2;
            WritePair(ref Unsafe.Add(ref destination, digits), (uint)pair);
        }

        if (value >= 10) WritePair(ref destination, (uint)value);
        else destination = (byte)('0' + value);
    }

    /// <summary>Writes the shortest number that reads back as the same value.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The value is not finite: JSON has no such number.</exception>
    public void WriteValue(float value)
    {
        if (!float.IsFinite(value)) ThrowNotFinite(value);
        WriteFormatted(value);
    }

    /// <inheritdoc cref="WriteValue(float)"/>
    public void WriteValue(double value)
    {
        if (!double.IsFinite(value)) ThrowNotFinite(value);
        if (!TryWriteShort(value)) WriteFormatted(value);
    }

    /// <summary>Writes a number with all of its digits; trailing zeros stay.</summary>
    /// <param name="value">The value.</param>
    public void WriteValue(decimal value) => WriteFormatted(value);

    // Amounts and whole numbers. No two decimals of up to 15 digits are the same double, so one that divides out to the value is the
    // shortest that reads back: what the general algorithm finds, at a tenth of the price.
    private bool TryWriteShort(double value)
    {
        const double Limit = 1e15;
        const uint Scale = 10_000;
        double magnitude = Math.Abs(value);
        double scaled = Math.Round(magnitude * Scale);
        bool isWhole = magnitude < Limit && magnitude == (ulong)magnitude;
        if (!isWhole && (scaled >= Limit || scaled / Scale != magnitude)) return false;

        if (double.IsNegative(value)) WriteRaw((byte)'-');
        WriteValue((ulong)magnitude);
        if (!isWhole) WriteFraction((uint)((ulong)scaled % Scale));
        return true;
    }

    // Four digits behind the point, not all zero, less the zeros at their end.
    private void WriteFraction(uint tenThousandths)
    {
        ref byte destination = ref Reserve(5);
        destination = (byte)'.';
        (uint first, uint second) = Math.DivRem(tenThousandths, 100);
        WritePair(ref Unsafe.Add(ref destination, 1), first);
        WritePair(ref Unsafe.Add(ref destination, 3), second);
        int length = 5;
        while (Unsafe.Add(ref destination, length - 1) == '0') length--;
        _position += length;
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

    [DoesNotReturn]
    private static void ThrowNotFinite(double value) => throw new ArgumentException(
        $"JSON has no number for {value.ToString(CultureInfo.InvariantCulture)}. "
        + "Make the member nullable and write null instead, or check the value before it is sent.",
        nameof(value));
}
