using System.Runtime.CompilerServices;

namespace Faust.Records;

/// <summary>Finds the decimal with the fewest digits that reads back as a floating-point number; of several, the nearest.</summary>
/// <remarks>
/// The algorithm is Schubfach, of Raffaele Giulietti's paper "The Schubfach way to render doubles". What reads back as a number is the
/// interval around it up to half way to its neighbours. Scaled by the one power of ten that makes the interval between 1 and 10 long,
/// it has a whole number in it, and at most one multiple of ten; the shortest decimal is the one or the other. The scaling needs no more
/// than a product of 64 by 128 bits, of which only the whole part is kept, and in its last bit whether anything was left over.
/// </remarks>
internal static class ShortestDecimal
{
    private const int DoubleBits = 52;
    private const int SingleBits = 23;

    /// <summary>The decimal of a double that is finite, positive and not zero: the result times ten to <paramref name="exponent"/>.</summary>
    public static ulong Find(double value, out int exponent)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        ulong fraction = bits & ((1UL << DoubleBits) - 1);
        int biased = (int)(bits >> DoubleBits);
        Interval interval = new(fraction, biased, DoubleBits, 1075, out exponent, out int shift);
        int index = (-exponent - WidePowersOfTen.MinExponent) * 2;
        ulong high = WidePowersOfTen.Significands[index];
        ulong low = WidePowersOfTen.Significands[index + 1];
        return Choose(
            Scale(high, low, interval.Lower << shift),
            Scale(high, low, interval.Value << shift),
            Scale(high, low, interval.Upper << shift),
            interval.EndsExcluded,
            ref exponent);
    }

    /// <inheritdoc cref="Find(double, out int)"/>
    public static ulong Find(float value, out int exponent)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        uint fraction = bits & ((1U << SingleBits) - 1);
        int biased = (int)(bits >> SingleBits);
        Interval interval = new(fraction, biased, SingleBits, 150, out exponent, out int shift);
        int index = (-exponent - WidePowersOfTen.MinExponent) * 2;
        // Half of the bits are plenty for a float; rounded up like the whole.
        ulong power = WidePowersOfTen.Significands[index] + (WidePowersOfTen.Significands[index + 1] == 0 ? 0UL : 1UL);
        return Choose(
            Scale(power, interval.Lower << shift),
            Scale(power, interval.Value << shift),
            Scale(power, interval.Upper << shift),
            interval.EndsExcluded,
            ref exponent);
    }

    // All are four times what they stand for, save for the last bit, which says that there is more behind.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Choose(ulong lower, ulong value, ulong upper, uint endsExcluded, ref int exponent)
    {
        lower += endsExcluded;
        upper -= endsExcluded;
        ulong whole = value >> 2;
        if (whole >= 10)
        {
            ulong tens = whole / 10;
            bool isBelowIn = lower <= 40 * tens;
            bool isAboveIn = (40 * tens) + 40 <= upper;
            if (isBelowIn != isAboveIn)
            {
                exponent++;
                return isBelowIn ? tens : tens + 1;
            }
        }

        bool isFloorIn = lower <= 4 * whole;
        bool isCeilingIn = (4 * whole) + 4 <= upper;
        if (isFloorIn != isCeilingIn) return isFloorIn ? whole : whole + 1;

        // Both or neither: the nearer, or the even one half way.
        ulong middle = (4 * whole) + 2;
        return value > middle || (value == middle && (whole & 1) != 0) ? whole + 1 : whole;
    }

    // The product without its last 128 bits, their presence kept in the last bit. A power rounded up adds less than two to what is left out.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Scale(ulong high, ulong low, ulong value)
    {
        ulong carry = Math.BigMul(low, value, out _);
        ulong whole = Math.BigMul(high, value, out ulong rest);
        rest += carry;
        if (rest < carry) whole++;
        return whole | (rest > 1 ? 1UL : 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Scale(ulong power, ulong value)
    {
        ulong whole = Math.BigMul(power, value, out ulong rest);
        return whole | ((rest >> 32) > 1 ? 1UL : 0);
    }

    // A number and half way to its neighbours, all four times as large; the power of two to shift them by before they are scaled.
    private readonly ref struct Interval
    {
        public readonly ulong Lower;
        public readonly ulong Value;
        public readonly ulong Upper;
        public readonly uint EndsExcluded;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Interval(ulong fraction, int biased, int fractionBits, int bias, out int exponent, out int shift)
        {
            ulong significand = biased == 0 ? fraction : fraction | (1UL << fractionBits);
            int power = Math.Max(biased, 1) - bias;
            // Below a power of two, the neighbours are half as far away.
            bool isCloserBelow = fraction == 0 && biased > 1;
            Value = 4 * significand;
            Lower = Value - (isCloserBelow ? 1UL : 2);
            Upper = Value + 2;
            // What lies exactly half way reads back as the even one of the two.
            EndsExcluded = (uint)(significand & 1);
            // log10 of the interval's length, and log2 of ten to minus that, rounded down: products right for all exponents there are.
            exponent = ((power * 1262611) - (isCloserBelow ? 524031 : 0)) >> 22;
            shift = power + ((-exponent * 1741647) >> 19) + 1;
        }
    }
}
