using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Faust.Records;

public ref partial struct JsonWriter
{
    // Digits before the point up to which there is no exponent.
    private const int DoublePoint = 17;
    private const int SinglePoint = 9;

    // A double has 24 bytes at most; digits are written eight at a time and moved sixteen at a time, beyond their end.
    private const int MaxFloatLength = 48;

    /// <summary>Writes the shortest number that reads back as the same value.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The value is not finite: JSON has no such number.</exception>
    public void WriteValue(float value)
    {
        if (!float.IsFinite(value)) ThrowNotFinite(value);
        if (float.IsNegative(value)) WriteRaw((byte)'-');
        float magnitude = Math.Abs(value);
        if (magnitude == 0)
        {
            WriteRaw((byte)'0');
            return;
        }

        ulong digits = ShortestDecimal.Find(magnitude, out int exponent);
        WriteFloat(digits, exponent, SinglePoint);
    }

    /// <inheritdoc cref="WriteValue(float)"/>
    public void WriteValue(double value)
    {
        if (!double.IsFinite(value)) ThrowNotFinite(value);
        if (double.IsNegative(value)) WriteRaw((byte)'-');
        double magnitude = Math.Abs(value);
        if (TryWriteShort(magnitude)) return;
        ulong digits = ShortestDecimal.Find(magnitude, out int exponent);
        WriteFloat(digits, exponent, DoublePoint);
    }

    // Amounts and whole numbers. No two decimals of up to 15 digits are the same double, so one that divides out to the value is the
    // shortest that reads back: what the general algorithm finds, at half of the price.
    private bool TryWriteShort(double magnitude)
    {
        const double Limit = 1e15;
        const uint Scale = 10_000;
        double scaled = Math.Round(magnitude * Scale);
        bool isWhole = magnitude < Limit && magnitude == (ulong)magnitude;
        if (!isWhole && (scaled >= Limit || scaled / Scale != magnitude)) return false;

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

    // As .NET has it: an exponent where more than `maxPoint` digits would be before the point or more than four zeros behind it.
    private void WriteFloat(ulong digits, int exponent, int maxPoint)
    {
        (digits, exponent) = WithoutZeros(digits, exponent);
        ref byte destination = ref Reserve(MaxFloatLength);
        int count = CountDigits(digits);
        int point = count + exponent;
        if (point > maxPoint || point < -3)
        {
            WriteDigits(ref destination, digits);
            if (count > 1) count = InsertPoint(ref destination, 1, count);
            _position += count;
            WriteExponent(point - 1);
        }
        else if (point <= 0)
        {
            // Zero, the point and three zeros at most.
            "0.000000"u8.CopyTo(MemoryMarshal.CreateSpan(ref destination, 8));
            WriteDigits(ref Unsafe.Add(ref destination, 2 - point), digits);
            _position += 2 - point + count;
        }
        else if (point < count)
        {
            WriteDigits(ref destination, digits);
            _position += InsertPoint(ref destination, point, count);
        }
        else
        {
            WriteDigits(ref destination, digits);
            MemoryMarshal.CreateSpan(ref Unsafe.Add(ref destination, count), point - count).Fill((byte)'0');
            _position += point;
        }
    }

    // Moves up to 16 digits by one, for the point; the length with it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int InsertPoint(ref byte destination, int point, int count)
    {
        Vector128.LoadUnsafe(ref destination, (nuint)point).StoreUnsafe(ref destination, (nuint)point + 1);
        Unsafe.Add(ref destination, point) = (byte)'.';
        return count + 1;
    }

    private void WriteExponent(int exponent)
    {
        ref byte destination = ref Reserve(5);
        destination = (byte)'E';
        Unsafe.Add(ref destination, 1) = (byte)(exponent < 0 ? '-' : '+');
        uint magnitude = (uint)Math.Abs(exponent);
        int length = 2;
        if (magnitude >= 100)
        {
            (uint hundreds, magnitude) = Math.DivRem(magnitude, 100);
            Unsafe.Add(ref destination, length++) = (byte)('0' + hundreds);
        }

        WritePair(ref Unsafe.Add(ref destination, length), magnitude);
        _position += length + 2;
    }

    private static (ulong Digits, int Exponent) WithoutZeros(ulong digits, int exponent)
    {
        // Most numbers that have zeros here have many.
        while (digits % 10 == 0)
        {
            if (digits % 100_000_000 == 0)
            {
                digits /= 100_000_000;
                exponent += 8;
            }
            else
            {
                digits /= 10;
                exponent++;
            }
        }

        return (digits, exponent);
    }

    [DoesNotReturn]
    private static void ThrowNotFinite(double value) => throw new ArgumentException(
        $"JSON has no number for {value.ToString(CultureInfo.InvariantCulture)}. "
        + "Make the member nullable and write null instead, or check the value before it is sent.",
        nameof(value));
}
