using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Faust.Records;

public ref partial struct JsonReader
{
    /// <summary>Reads a number as the nearest value; one beyond the type's range becomes an infinity, as with System.Text.Json.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else.</exception>
    public double ReadDouble()
    {
        ReadOnlySpan<byte> text = ReadNumber(out DecimalParts parts);
        // Both factors are exact, so one operation rounds once: the nearest value, as the slow way finds it.
        if (parts.Digits <= 19 && parts.Mantissa <= 1UL << 53 && (uint)(parts.Exponent + 22) <= 44)
        {
            double value = parts.Mantissa;
            value = parts.Exponent < 0 ? value / ExactDoubles[-parts.Exponent] : value * ExactDoubles[parts.Exponent];
            return parts.Negative ? -value : value;
        }

        return double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <inheritdoc cref="ReadDouble"/>
    public float ReadSingle()
    {
        ReadOnlySpan<byte> text = ReadNumber(out DecimalParts parts);
        if (parts.Digits <= 19 && parts.Mantissa <= 1UL << 24 && (uint)(parts.Exponent + 10) <= 20)
        {
            float value = parts.Mantissa;
            value = parts.Exponent < 0 ? value / (float)ExactDoubles[-parts.Exponent] : value * (float)ExactDoubles[parts.Exponent];
            return parts.Negative ? -value : value;
        }

        return float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>Reads a number; trailing zeros stay, digits beyond the type's 28 or 29 are rounded.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else, or the number is outside of the type's range.</exception>
    public decimal ReadDecimal()
    {
        ReadOnlySpan<byte> text = ReadNumber(out DecimalParts parts);
        if (parts is { Digits: <= 19, HasExponent: false, Exponent: >= -28 })
        {
            return new decimal((int)parts.Mantissa, (int)(parts.Mantissa >> 32), 0, parts.Negative, (byte)-parts.Exponent);
        }

        if (!Utf8Parser.TryParse(text, out decimal value, out int consumed, parts.HasExponent ? 'e' : default) || consumed != text.Length)
        {
            ThrowInvalid("The number is out of a decimal's range,", _position - text.Length);
        }

        return value;
    }

    // The text of a number of RFC 8259, and its parts; the mantissa is only right for up to 19 digits.
    private ReadOnlySpan<byte> ReadNumber(out DecimalParts parts)
    {
        parts = default;
        parts.Negative = PeekToken() == '-';
        int start = _position;
        int position = start + (parts.Negative ? 1 : 0);
        int first = position;
        position = ScanDigits(position, ref parts);
        if (position == first) ThrowExpected("a number", Math.Min(start, position));
        if (_utf8[first] == '0' && position - first > 1) ThrowInvalid("A number must not start with a zero,", start);
        if ((uint)position < (uint)_utf8.Length)
        {
            if (_utf8[position] == '.')
            {
                int point = position + 1;
                position = ScanDigits(point, ref parts);
                if (position == point) ThrowExpected("a digit after the decimal point", position);
                parts.Exponent = point - position;
            }

            if ((uint)position < (uint)_utf8.Length && (_utf8[position] | 0x20) == 'e') position = ScanExponent(position + 1, ref parts);
        }

        _position = position;
        return _utf8[start..position];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int ScanDigits(int position, ref DecimalParts parts)
    {
        ulong mantissa = parts.Mantissa;
        int digits = parts.Digits;
        while ((uint)position < (uint)_utf8.Length && (uint)(_utf8[position] - '0') is <= 9 and var digit)
        {
            mantissa = (mantissa * 10) + digit;
            // Zeros in front do not count; wrapped mantissas are never looked at.
            if ((digit | (uint)digits) != 0) digits++;
            position++;
        }

        parts.Mantissa = mantissa;
        parts.Digits = digits;
        return position;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly int ScanExponent(int position, ref DecimalParts parts)
    {
        bool negative = position < _utf8.Length && _utf8[position] == '-';
        if (negative || (position < _utf8.Length && _utf8[position] == '+')) position++;
        int first = position;
        int exponent = 0;
        while ((uint)position < (uint)_utf8.Length && (uint)(_utf8[position] - '0') is <= 9 and var digit)
        {
            // Far beyond any type's range, and far from overflow.
            if (exponent < 100_000) exponent = (exponent * 10) + (int)digit;
            position++;
        }

        if (position == first) ThrowExpected("a digit of an exponent", position);
        parts.HasExponent = true;
        parts.Exponent += negative ? -exponent : exponent;
        return position;
    }

    private static ReadOnlySpan<double> ExactDoubles =>
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    // A number is Mantissa * 10^Exponent.
    private ref struct DecimalParts
    {
        public ulong Mantissa;
        public int Digits;
        public int Exponent;
        public bool Negative;
        public bool HasExponent;
    }
}
