using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Faust.Records;

// What Faust, the Python library, writes beyond JSON as it is: for members of records that have a Namespace. Python does not hold a record's
// fields to their types, so that 2.0 may stand for an int; its json module writes NaN and the infinities as JavaScript spells them.
public ref partial struct JsonReader
{
    /// <summary>Skips the next value as Faust writes it: <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c> may be in it.</summary>
    /// <exception cref="RecordFormatException">There is no valid value, or one nested more than <see cref="MaxDepth"/> deep.</exception>
    public void SkipFaustValue() => Skip(skipsFaust: true);

    /// <summary>Reads an integer, also where it is written with a fraction of zeros or an exponent.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else, or the number is outside of the type's range.</exception>
    public byte ReadFaustByte() => (byte)ReadFaustInteger(byte.MinValue, byte.MaxValue, "a number from 0 to 255");

    /// <inheritdoc cref="ReadFaustByte"/>
    public sbyte ReadFaustSByte() => (sbyte)ReadFaustInteger(sbyte.MinValue, (ulong)sbyte.MaxValue, "a number from -128 to 127");

    /// <inheritdoc cref="ReadFaustByte"/>
    public short ReadFaustInt16() => (short)ReadFaustInteger(short.MinValue, (ulong)short.MaxValue, "a number from -32768 to 32767");

    /// <inheritdoc cref="ReadFaustByte"/>
    public ushort ReadFaustUInt16() => (ushort)ReadFaustInteger(ushort.MinValue, ushort.MaxValue, "a number from 0 to 65535");

    /// <inheritdoc cref="ReadFaustByte"/>
    public int ReadFaustInt32() => (int)ReadFaustInteger(int.MinValue, int.MaxValue, "a 32-bit integer");

    /// <inheritdoc cref="ReadFaustByte"/>
    public uint ReadFaustUInt32() => (uint)ReadFaustInteger(uint.MinValue, uint.MaxValue, "an unsigned 32-bit integer");

    /// <inheritdoc cref="ReadFaustByte"/>
    public long ReadFaustInt64() => (long)ReadFaustInteger(long.MinValue, long.MaxValue, "a 64-bit integer");

    /// <inheritdoc cref="ReadFaustByte"/>
    public ulong ReadFaustUInt64() => ReadFaustInteger(0, ulong.MaxValue, "an unsigned 64-bit integer");

    /// <summary>Reads a number, <c>NaN</c>, <c>Infinity</c> or <c>-Infinity</c>.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else.</exception>
    public double ReadFaustDouble() => TryReadNotFinite(out double value) ? value : ReadDouble();

    /// <inheritdoc cref="ReadFaustDouble"/>
    public float ReadFaustSingle() => TryReadNotFinite(out double value) ? (float)value : ReadSingle();

    /// <inheritdoc cref="ReadFaustDouble"/>
    public Half ReadFaustHalf() => TryReadNotFinite(out double value) ? (Half)value : ReadHalf();

    /// <summary>Reads a number, or a string that is one, such as <c>"1.50"</c> or <c>"1E+5"</c>.</summary>
    /// <returns>The value; digits beyond the type's 28 or 29 are rounded.</returns>
    /// <exception cref="RecordFormatException">There is something else, or the number is outside of the type's range.</exception>
    public decimal ReadFaustDecimal()
    {
        if (PeekToken() != '"') return ReadDecimal();
        ReadOnlySpan<byte> text = ReadText(out int start);
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out decimal value)) ThrowNot("a decimal number", start);
        return value;
    }

    /// <inheritdoc cref="ReadDateTime"/>
    public DateTime ReadFaustDateTime() => ReadDateTime();

    /// <inheritdoc cref="ReadDateTimeOffset"/>
    public DateTimeOffset ReadFaustDateTimeOffset() => ReadDateTimeOffset();

    /// <summary>Reads a string of the form <c>"yyyy-MM-dd"</c>, also with the midnight that Faust gives a date: <c>"yyyy-MM-ddT00:00:00"</c>.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else.</exception>
    public DateOnly ReadFaustDateOnly()
    {
        ReadOnlySpan<byte> text = ReadText(out int start);
        if (text.EndsWith("T00:00:00"u8)) text = text[..^"T00:00:00".Length];
        if (!TimeText.TryParse(text, out DateOnly value)) ThrowNot("a date such as 2024-12-31", start);
        return value;
    }

    /// <summary>Reads a base64 string, or the text that Faust makes of bytes, which is Python's: <c>"b'ab\\xff'"</c>.</summary>
    /// <returns>The bytes.</returns>
    /// <exception cref="RecordFormatException">There is something else.</exception>
    public byte[] ReadFaustBase64()
    {
        // No base64 has a quote in it.
        PeekToken();
        int position = _position;
        ReadOnlySpan<byte> text = ReadText(out int start);
        if (text.Length < 3 || text[0] != 'b' || text[1] is not ((byte)'\'' or (byte)'"') || text[^1] != text[1])
        {
            _position = position;
            return ReadBase64();
        }

        if (!PythonBytes.TryParse(text[2..^1], out byte[] bytes)) ThrowNot("bytes as Python writes them", start);
        return bytes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong ReadFaustInteger(long min, ulong max, string expected)
    {
        int start = _position;
        if (TryReadDigits(out ulong value) && value <= max) return value;
        _position = start;
        return ReadFaustWhole(min, max, expected);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ulong ReadFaustWhole(long min, ulong max, string expected)
    {
        ReadOnlySpan<byte> text = ReadNumber(out DecimalParts parts);
        int start = _position - text.Length;
        ulong value = parts.Mantissa;
        bool isWhole = parts.Digits <= 19 || (parts is { Digits: 20, Exponent: 0, HasExponent: false } && Utf8Parser.TryParse(text, out value, out _));
        if (!isWhole) ThrowOutOfRange(expected, start);
        int exponent = parts.Exponent;
        for (; exponent < 0 && value != 0; exponent++)
        {
            if (value % 10 != 0) ThrowInvalid($"Expected {expected} but found a fraction", start);
            value /= 10;
        }

        for (; exponent > 0 && value != 0; exponent--)
        {
            if (value > ulong.MaxValue / 10) ThrowOutOfRange(expected, start);
            value *= 10;
        }

        if (parts.Negative ? value > 0UL - (ulong)min : value > max) ThrowOutOfRange(expected, start);
        return parts.Negative ? 0UL - value : value;
    }

    private bool TryReadNotFinite(out double value)
    {
        int token = PeekToken();
        value = token switch
        {
            'N' when TryRead("NaN"u8) => double.NaN,
            'I' when TryRead("Infinity"u8) => double.PositiveInfinity,
            '-' when TryRead("-Infinity"u8) => double.NegativeInfinity,
            _ => 0,
        };
        return value != 0;
    }
}
