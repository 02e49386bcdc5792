using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Faust.Records;

// Keys of dictionaries, from the names that ReadName returns. To be called before the value is read: that may reuse the name's memory.
public ref partial struct JsonReader
{
    private const NumberStyles Spaces = NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    /// <summary>The dictionary key that a member's name stands for. To be called before the member's value is read.</summary>
    /// <param name="name">What <see cref="ReadName"/> returned.</param>
    /// <returns>The key.</returns>
    public readonly string ParseString(scoped ReadOnlySpan<byte> name) => Utf8Text.FromValid(name);

    /// <inheritdoc cref="ParseString(ReadOnlySpan{byte})"/>
    /// <param name="name">What <see cref="ReadName"/> returned.</param>
    /// <param name="member">The dictionary's member, as for <see cref="ReadString(int)"/>.</param>
    public readonly string ParseString(scoped ReadOnlySpan<byte> name, int member) =>
        _strings is { } strings ? strings.GetString(name, member) : Utf8Text.FromValid(name);

    /// <inheritdoc cref="ParseString(ReadOnlySpan{byte})"/>
    /// <exception cref="RecordFormatException">The name is no such key.</exception>
    public readonly char ParseChar(scoped ReadOnlySpan<byte> name)
    {
        if (!Utf8Text.TryReadChar(name, out char value)) ThrowKey(name, "one character");
        return value;
    }

    /// <inheritdoc cref="ParseChar"/>
    public readonly bool ParseBoolean(scoped ReadOnlySpan<byte> name)
    {
        if (!Utf8Parser.TryParse(name, out bool value, out int consumed) || consumed != name.Length)
        {
            ThrowKey(name, "True or False");
        }

        return value;
    }

    /// <inheritdoc cref="ParseChar"/>
    public readonly byte ParseByte(scoped ReadOnlySpan<byte> name)
    {
        if (!Utf8Parser.TryParse(name, out byte value, out int consumed) || consumed != name.Length)
        {
            ThrowKey(name, "a number from 0 to 255");
        }

        return value;
    }

    /// <inheritdoc cref="ParseChar"/>
    public readonly sbyte ParseSByte(scoped ReadOnlySpan<byte> name)
    {
        if (!Utf8Parser.TryParse(name, out sbyte value, out int consumed) || consumed != name.Length)
        {
            ThrowKey(name, "a number from -128 to 127");
        }

        return value;
    }

    /// <inheritdoc cref="ParseChar"/>
    public readonly short ParseInt16(scoped ReadOnlySpan<byte> name)
    {
        if (!Utf8Parser.TryParse(name, out short value, out int consumed) || consumed != name.Length)
        {
            ThrowKey(name, "a number from -32768 to 32767");
        }

        return value;
    }

    /// <inheritdoc cref="ParseChar"/>
    public readonly ushort ParseUInt16(scoped ReadOnlySpan<byte> name)
    {
        if (!Utf8Parser.TryParse(name, out ushort value, out int consumed) || consumed != name.Length)
        {
            ThrowKey(name, "a number from 0 to 65535");
        }

        return value;
    }

    /// <inheritdoc cref="ParseChar"/>
    public readonly int ParseInt32(scoped ReadOnlySpan<byte> name)
    {
        if (!Utf8Parser.TryParse(name, out int value, out int consumed) || consumed != name.Length)
        {
            ThrowKey(name, "a 32-bit integer");
        }

        return value;
    }

    /// <inheritdoc cref="ParseChar"/>
    public readonly uint ParseUInt32(scoped ReadOnlySpan<byte> name)
    {
        if (!Utf8Parser.TryParse(name, out uint value, out int consumed) || consumed != name.Length)
        {
            ThrowKey(name, "an unsigned 32-bit integer");
        }

        return value;
    }

    /// <inheritdoc cref="ParseChar"/>
    public readonly long ParseInt64(scoped ReadOnlySpan<byte> name)
    {
        if (!Utf8Parser.TryParse(name, out long value, out int consumed) || consumed != name.Length)
        {
            ThrowKey(name, "a 64-bit integer");
        }

        return value;
    }

    /// <inheritdoc cref="ParseChar"/>
    public readonly ulong ParseUInt64(scoped ReadOnlySpan<byte> name)
    {
        if (!Utf8Parser.TryParse(name, out ulong value, out int consumed) || consumed != name.Length)
        {
            ThrowKey(name, "an unsigned 64-bit integer");
        }

        return value;
    }

    /// <inheritdoc cref="ParseChar"/>
    public readonly Guid ParseGuid(scoped ReadOnlySpan<byte> name)
    {
        if (!TimeText.TryParse(name, out Guid value)) ThrowKey(name, "a GUID");
        return value;
    }

    /// <inheritdoc cref="ParseChar"/>
    public readonly DateTime ParseDateTime(scoped ReadOnlySpan<byte> name)
    {
        if (!TimeText.TryParse(name, out DateTime value)) ThrowKey(name, "an ISO 8601 date and time");
        return value;
    }

    /// <inheritdoc cref="ParseChar"/>
    public readonly DateTimeOffset ParseDateTimeOffset(scoped ReadOnlySpan<byte> name)
    {
        if (!TimeText.TryParse(name, out DateTimeOffset value)) ThrowKey(name, "an ISO 8601 date and time");
        return value;
    }

    /// <inheritdoc cref="ParseChar"/>
    public readonly TimeSpan ParseTimeSpan(scoped ReadOnlySpan<byte> name)
    {
        if (!TimeText.TryParse(name, out TimeSpan value)) ThrowKey(name, "a time span");
        return value;
    }

    /// <inheritdoc cref="ParseChar"/>
    public readonly DateOnly ParseDateOnly(scoped ReadOnlySpan<byte> name)
    {
        if (!TimeText.TryParse(name, out DateOnly value)) ThrowKey(name, "a date");
        return value;
    }

    /// <inheritdoc cref="ParseChar"/>
    public readonly TimeOnly ParseTimeOnly(scoped ReadOnlySpan<byte> name)
    {
        if (!TimeText.TryParse(name, out TimeOnly value)) ThrowKey(name, "a time");
        return value;
    }

    /// <inheritdoc cref="ParseChar"/>
    public readonly float ParseSingle(scoped ReadOnlySpan<byte> name)
    {
        if (!Utf8Parser.TryParse(name, out float value, out int consumed) || consumed != name.Length || !float.IsFinite(value))
        {
            ThrowKey(name, "a number");
        }

        return value;
    }

    /// <inheritdoc cref="ParseChar"/>
    public readonly double ParseDouble(scoped ReadOnlySpan<byte> name)
    {
        if (!Utf8Parser.TryParse(name, out double value, out int consumed) || consumed != name.Length || !double.IsFinite(value))
        {
            ThrowKey(name, "a number");
        }

        return value;
    }

    /// <inheritdoc cref="ParseChar"/>
    public readonly decimal ParseDecimal(scoped ReadOnlySpan<byte> name)
    {
        if (!Utf8Parser.TryParse(name, out decimal value, out int consumed) || consumed != name.Length)
        {
            ThrowKey(name, "a number");
        }

        return value;
    }

    /// <inheritdoc cref="ParseChar"/>
    public readonly Half ParseHalf(scoped ReadOnlySpan<byte> name)
    {
        if (!Half.TryParse(name, NumberStyles.Float & ~Spaces, CultureInfo.InvariantCulture, out Half value) || !Half.IsFinite(value))
        {
            ThrowKey(name, "a number");
        }

        return value;
    }

    /// <inheritdoc cref="ParseChar"/>
    public readonly Int128 ParseInt128(scoped ReadOnlySpan<byte> name)
    {
        if (!Int128.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out Int128 value))
        {
            ThrowKey(name, "a 128-bit integer");
        }

        return value;
    }

    /// <inheritdoc cref="ParseChar"/>
    public readonly UInt128 ParseUInt128(scoped ReadOnlySpan<byte> name)
    {
        if (!UInt128.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out UInt128 value))
        {
            ThrowKey(name, "an unsigned 128-bit integer");
        }

        return value;
    }

    /// <inheritdoc cref="ParseChar"/>
    public readonly BigInteger ParseBigInteger(scoped ReadOnlySpan<byte> name)
    {
        BigInteger value = default;
        bool isShort = name.Length <= MaxBigIntegerDigits + 1;
        if (!isShort || !BigInteger.TryParse(Utf8Text.FromValid(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
        {
            ThrowKey(isShort ? name : name[..32], $"an integer of at most {MaxBigIntegerDigits} digits");
        }

        return value;
    }

    /// <inheritdoc cref="ParseChar"/>
    public readonly Version ParseVersion(scoped ReadOnlySpan<byte> name)
    {
        if (!TryParseVersion(Utf8Text.FromValid(name), out Version? value)) ThrowKey(name, "a version such as 1.2.3.4");
        return value;
    }

    /// <inheritdoc cref="ParseChar"/>
    public readonly Uri ParseUri(scoped ReadOnlySpan<byte> name)
    {
        if (!Uri.TryCreate(Utf8Text.FromValid(name), UriKind.RelativeOrAbsolute, out Uri? value)) ThrowKey(name, "a URI");
        return value;
    }

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void ThrowKey(scoped ReadOnlySpan<byte> name, string expected) =>
        throw new RecordFormatException(
            $"Expected {expected} as a key but found '{Utf8Text.FromValid(name)}' before offset {_position}.", _position);
}
