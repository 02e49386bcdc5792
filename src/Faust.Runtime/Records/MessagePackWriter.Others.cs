using System.Numerics;

namespace Faust.Records;

public ref partial struct MessagePackWriter
{
    /// <summary>Writes a number of 32 bits, which holds every value of 16.</summary>
    /// <param name="value">The value; NaN and the infinities are values too.</param>
    public void WriteValue(Half value) => WriteValue((float)value);

    /// <summary>Writes a string of digits.</summary>
    /// <param name="value">The value.</param>
    public void WriteValue(Int128 value) => WriteFormatted(value, "D");

    /// <inheritdoc cref="WriteValue(Int128)"/>
    public void WriteValue(UInt128 value) => WriteFormatted(value, "D");

    /// <summary>Writes bytes: the number in two's complement, the least significant byte first, as MessagePack-CSharp does.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">It is longer than <see cref="JsonReader.MaxBigIntegerDigits"/> digits: nothing would read it.</exception>
    public void WriteValue(BigInteger value)
    {
        if (value.GetByteCount() > MessagePackFormat.MaxBigIntegerBytes)
        {
            throw new ArgumentException($"A BigInteger of more than {JsonReader.MaxBigIntegerDigits} digits cannot be read back.", nameof(value));
        }

        WriteBinary(value.ToByteArray());
    }

    /// <summary>Writes a string of the form <c>1.2[.3[.4]]</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteValue(Version value)
    {
        ArgumentNullException.ThrowIfNull(value);
        WriteFormatted(value, "");
    }

    /// <summary>Writes a URI as it was given: not normalized, absolute or relative.</summary>
    /// <param name="value">The value.</param>
    public void WriteValue(Uri value)
    {
        ArgumentNullException.ThrowIfNull(value);
        WriteValue(value.OriginalString.AsSpan());
    }
}
