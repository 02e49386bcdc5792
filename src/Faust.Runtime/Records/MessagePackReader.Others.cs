using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Faust.Records;

// Types that are rare enough to be read through the framework's own parsers.
public ref partial struct MessagePackReader
{
    /// <summary>Reads a float of either width, or an integer, as the nearest value of 16 bits.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else, or the number is outside of the type's range.</exception>
    public Half ReadHalf()
    {
        const string Expected = "a number of 16 bits";
        int start = _position;
        double value = ReadFloat(Expected);
        if (Half.IsInfinity((Half)value) && double.IsFinite(value)) ThrowOutOfRange(Expected, start);
        return (Half)value;
    }

    /// <summary>Reads a string of digits, or an integer.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else, or the number is outside of the type's range.</exception>
    public Int128 ReadInt128()
    {
        const string Expected = "a 128-bit integer";
        if (TryReadInteger(Expected, out Int128 value)) return value;
        ReadOnlySpan<byte> text = ReadText(Expected, out int start);
        if (!Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)) ThrowNot(Expected, start);
        return value;
    }

    /// <inheritdoc cref="ReadInt128"/>
    public UInt128 ReadUInt128()
    {
        const string Expected = "an unsigned 128-bit integer";
        int start = _position;
        if (TryReadInteger(Expected, out Int128 integer))
        {
            if (integer < 0) ThrowOutOfRange(Expected, start);
            return (UInt128)integer;
        }

        ReadOnlySpan<byte> text = ReadText(Expected, out start);
        if (!UInt128.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out UInt128 value)) ThrowNot(Expected, start);
        return value;
    }

    /// <summary>Reads bytes that are a number in two's complement, the least significant byte first; or an integer.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">
    /// There is something else, or more bytes than <see cref="JsonReader.MaxBigIntegerDigits"/> digits need.
    /// </exception>
    public BigInteger ReadBigInteger()
    {
        if (TryReadInteger("an integer", out Int128 value)) return value;
        int start = _position;
        ReadOnlySpan<byte> bytes = ReadBinarySpan();
        if (bytes.Length > MessagePackFormat.MaxBigIntegerBytes) ThrowOutOfRange($"an integer of at most {JsonReader.MaxBigIntegerDigits} digits", start);
        return new BigInteger(bytes);
    }

    /// <summary>Reads a string of the form <c>1.2[.3[.4]]</c>.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else.</exception>
    public Version ReadVersion()
    {
        int start = _position;
        string text = ReadString();
        // The parser would skip white space.
        bool isTrimmed = text.Length > 0 && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[^1]);
        Version? value = null;
        if (!isTrimmed || !Version.TryParse(text, out value)) ThrowNot("a version such as 1.2.3.4", start);
        return value;
    }

    /// <summary>Reads a string that is a URI, absolute or relative.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else.</exception>
    public Uri ReadUri()
    {
        int start = _position;
        if (!Uri.TryCreate(ReadString(), UriKind.RelativeOrAbsolute, out Uri? value)) ThrowNot("a URI", start);
        return value;
    }

    /// <summary>Reads the start of an array, where one comes next.</summary>
    /// <param name="count">The values that follow, as <see cref="ReadArrayHeader()"/> says.</param>
    /// <returns>Whether an array came next. If not, the reader stands where it stood.</returns>
    /// <exception cref="RecordFormatException">There are more values than bytes.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadArrayHeader(out int count)
    {
        int position = _position;
        if ((uint)position < (uint)_bytes.Length)
        {
            count = _bytes[position] ^ MessagePackFormat.FixArray;
            if (count <= MessagePackFormat.MaxFixArray && count < _bytes.Length - position)
            {
                _position = position + 1;
                return true;
            }
        }

        return TryReadLongArrayHeader(out count);
    }

    /// <summary>Reads the start of an array that must have a number of values.</summary>
    /// <param name="count">The number.</param>
    /// <exception cref="RecordFormatException">There is something else.</exception>
    public void ReadArrayHeader(int count)
    {
        int start = _position;
        int actual = ReadArrayHeader();
        if (actual != count) ThrowInvalid($"Expected an array of {count} values but found one of {actual}", start);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryReadLongArrayHeader(out int count)
    {
        count = 0;
        if (!MessagePackFormat.TryReadHeader(_bytes, _position, out MessagePackHeader header)) return false;
        if (header.Kind != MessagePackKind.Array) return false;
        count = ReadArrayHeader();
        return true;
    }

    private bool TryReadInteger(string expected, out Int128 value)
    {
        value = 0;
        if (!MessagePackFormat.TryReadHeader(_bytes, _position, out MessagePackHeader header)) return false;
        if (header.Kind != MessagePackKind.Integer) return false;
        long integer = ReadInteger(expected, out bool isHuge);
        value = isHuge ? (ulong)integer : integer;
        return true;
    }
}
