using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace Faust.Records;

// Types that are rare enough to be read through the framework's own parsers.
public ref partial struct JsonReader
{
    /// <summary>
    /// How many digits a <see cref="BigInteger"/> may have, in any codec. The work of reading grows faster than the digits, so that a message
    /// of megabytes would keep its worker busy for a long time.
    /// </summary>
    public const int MaxBigIntegerDigits = 10_000;

    /// <summary>Reads a number as the nearest value.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else, or the number is outside of the type's range.</exception>
    public Half ReadHalf()
    {
        ReadOnlySpan<byte> text = ReadNumber(out _);
        if (!Half.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out Half value) || !Half.IsFinite(value))
        {
            ThrowOutOfRange("a 16-bit floating-point number", _position - text.Length);
        }

        return value;
    }

    /// <inheritdoc cref="ReadByte"/>
    public Int128 ReadInt128()
    {
        ReadOnlySpan<byte> text = ReadWhole("a 128-bit integer");
        if (!Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out Int128 value))
        {
            ThrowOutOfRange("a 128-bit integer", _position - text.Length);
        }

        return value;
    }

    /// <inheritdoc cref="ReadByte"/>
    public UInt128 ReadUInt128()
    {
        ReadOnlySpan<byte> text = ReadWhole("an unsigned 128-bit integer");
        if (text[0] == '-') ThrowExpected("an unsigned 128-bit integer", _position - text.Length);
        if (!UInt128.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out UInt128 value))
        {
            ThrowOutOfRange("an unsigned 128-bit integer", _position - text.Length);
        }

        return value;
    }

    /// <summary>Reads an integer; a fraction or an exponent is an error even where the value is whole.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else, or more than <see cref="MaxBigIntegerDigits"/> digits.</exception>
    public BigInteger ReadBigInteger()
    {
        ReadOnlySpan<byte> text = ReadWhole("an integer");
        if (text.Length - (text[0] == '-' ? 1 : 0) > MaxBigIntegerDigits)
        {
            ThrowOutOfRange($"an integer of at most {MaxBigIntegerDigits} digits", _position - text.Length);
        }

        return BigInteger.Parse(Utf8Text.FromAscii(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    /// <summary>Reads a string of the form <c>"1.2[.3[.4]]"</c>.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else.</exception>
    public Version ReadVersion()
    {
        PeekToken();
        int start = _position;
        if (!TryParseVersion(ReadString(), out Version? value)) ThrowNot("a version such as 1.2.3.4", start);
        return value;
    }

    /// <summary>Reads a string that is a URI, absolute or relative.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else.</exception>
    public Uri ReadUri()
    {
        PeekToken();
        int start = _position;
        if (!Uri.TryCreate(ReadString(), UriKind.RelativeOrAbsolute, out Uri? value)) ThrowNot("a URI", start);
        return value;
    }

    // The framework's parser would skip white space.
    private static bool TryParseVersion(string text, [NotNullWhen(true)] out Version? value)
    {
        value = null;
        return text.Length > 0 && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[^1]) && Version.TryParse(text, out value);
    }

    private ReadOnlySpan<byte> ReadWhole(string expected)
    {
        ReadOnlySpan<byte> text = ReadNumber(out _);
        if (text.IndexOfAny((byte)'.', (byte)'e', (byte)'E') >= 0)
        {
            ThrowInvalid($"Expected {expected} but found a fraction or an exponent", _position - text.Length);
        }

        return text;
    }
}
