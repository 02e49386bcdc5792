using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Faust.Records;

public ref partial struct JsonWriter
{
    // 28 zeros and a point in front of 29 digits, which are moved 32 at a time.
    private const int MaxDecimalLength = 72;

    /// <summary>Writes a number with all of its digits; trailing zeros stay.</summary>
    /// <param name="value">The value.</param>
    public void WriteValue(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        ulong low = (uint)bits[0] | ((ulong)(uint)bits[1] << 32);
        uint high = (uint)bits[2];
        int scale = (bits[3] >> 16) & 0xFF;
        // A zero has no sign in text, whatever its bits say.
        if (bits[3] < 0 && (low | high) != 0) WriteRaw((byte)'-');

        ref byte destination = ref Reserve(MaxDecimalLength);
        int count = high == 0 ? WriteDigits(ref destination, low) : WriteDigits(ref destination, low, high);
        if (scale >= count)
        {
            // Nothing before the point: zeros up to the first digit.
            int zeros = scale - count;
            MoveDigits(ref destination, zeros + 2);
            MemoryMarshal.CreateSpan(ref destination, zeros + 2).Fill((byte)'0');
            Unsafe.Add(ref destination, 1) = (byte)'.';
            _position += scale + 2;
        }
        else if (scale > 0)
        {
            ref byte point = ref Unsafe.Add(ref destination, count - scale);
            MoveDigits(ref point, 1);
            point = (byte)'.';
            _position += count + 1;
        }
        else
        {
            _position += count;
        }
    }

    // Moves 32 bytes, more than there are digits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MoveDigits(ref byte source, int by) => Vector256.LoadUnsafe(ref source).StoreUnsafe(ref source, (nuint)by);

    // 96 bits: the last sixteen digits by two long divisions, in steps of 32 bits, then what is left, which is below 2^43.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int WriteDigits(ref byte destination, ulong low, uint high)
    {
        (uint top, ulong rest) = Math.DivRem(high, EightDigits);
        (ulong middle, rest) = Math.DivRem((rest << 32) | (low >> 32), EightDigits);
        (ulong bottom, ulong last) = Math.DivRem((rest << 32) | (uint)low, EightDigits);
        (middle, rest) = Math.DivRem(((ulong)top << 32) + middle, EightDigits);
        (bottom, ulong secondLast) = Math.DivRem((rest << 32) | bottom, EightDigits);
        int count = WriteDigits(ref destination, (middle << 32) + bottom);
        WriteWord(ref Unsafe.Add(ref destination, count), ToWord((uint)secondLast));
        WriteWord(ref Unsafe.Add(ref destination, count + 8), ToWord((uint)last));
        return count + 16;
    }
}
