using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Faust.Records;

public ref partial struct JsonWriter
{
    private const int MaxInt128Length = 40;

    /// <inheritdoc cref="WriteValue(float)"/>
    public void WriteValue(Half value)
    {
        if (!Half.IsFinite(value)) ThrowNotFinite((double)value);
        WriteFormatted(value);
    }

    /// <inheritdoc cref="WriteValue(byte)"/>
    public void WriteValue(Int128 value) => WriteFormatted(value, MaxInt128Length);

    /// <inheritdoc cref="WriteValue(byte)"/>
    public void WriteValue(UInt128 value) => WriteFormatted(value, MaxInt128Length);

    /// <summary>Writes a number with all of its digits.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">It has more than <see cref="JsonReader.MaxBigIntegerDigits"/> digits: nothing would read it.</exception>
    public void WriteValue(BigInteger value)
    {
        string text = value.ToString(CultureInfo.InvariantCulture);
        if (text.Length - (value.Sign < 0 ? 1 : 0) > JsonReader.MaxBigIntegerDigits) ThrowTooManyDigits();
        Span<byte> destination = ReserveSpan(text.Length);
        _position += Encoding.ASCII.GetBytes(text, destination);
    }

    /// <summary>Writes a string of the form <c>"1.2[.3[.4]]"</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteValue(Version value)
    {
        ArgumentNullException.ThrowIfNull(value);
        WriteQuoted(value, "");
    }

    /// <summary>Writes a URI as it was given: not normalized, absolute or relative.</summary>
    /// <param name="value">The value.</param>
    public void WriteValue(Uri value)
    {
        ArgumentNullException.ThrowIfNull(value);
        WriteValue(value.OriginalString.AsSpan());
    }

    [DoesNotReturn]
    private static void ThrowTooManyDigits() =>
        throw new ArgumentException($"A BigInteger of more than {JsonReader.MaxBigIntegerDigits} digits cannot be read back.", "value");
}
