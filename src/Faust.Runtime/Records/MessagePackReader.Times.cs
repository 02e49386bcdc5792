using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Faust.Records;

public ref partial struct MessagePackReader
{
    private const long EpochSeconds = 62_135_596_800;

    /// <summary>Reads an extension of any type.</summary>
    /// <param name="type">The application's number for it; those below 0 are MessagePack's own.</param>
    /// <returns>What it holds: part of the document.</returns>
    /// <exception cref="RecordFormatException">There is something else.</exception>
    public ReadOnlySpan<byte> ReadExtension(out sbyte type)
    {
        MessagePackHeader header = Expect(MessagePackKind.Extension, "an extension");
        type = (sbyte)_bytes[_position + header.Size - 1];
        return Take(header);
    }

    /// <summary>Reads a timestamp of 32, 64 or 96 bits.</summary>
    /// <param name="seconds">Seconds since 1970, in UTC.</param>
    /// <param name="nanoseconds">What is beyond those, less than a second.</param>
    /// <exception cref="RecordFormatException">There is something else.</exception>
    public void ReadTimestamp(out long seconds, out int nanoseconds)
    {
        int start = _position;
        MessagePackHeader header = Expect(MessagePackKind.Extension, "a timestamp");
        if ((sbyte)_bytes[start + header.Size - 1] != MessagePackFormat.Timestamp) ThrowExpected("a timestamp");
        ReadOnlySpan<byte> bytes = Take(header);
        uint fraction = 0;
        switch (bytes.Length)
        {
            case 4:
                seconds = BinaryPrimitives.ReadUInt32BigEndian(bytes);
                break;
            case 8:
                ulong both = BinaryPrimitives.ReadUInt64BigEndian(bytes);
                seconds = (long)(both & 0x3_FFFF_FFFF);
                fraction = (uint)(both >> 34);
                break;
            case 12:
                fraction = BinaryPrimitives.ReadUInt32BigEndian(bytes);
                seconds = BinaryPrimitives.ReadInt64BigEndian(bytes[4..]);
                break;
            default:
                ThrowInvalid($"A timestamp has {bytes.Length} bytes, not 4, 8 or 12,", start);
                seconds = 0;
                break;
        }

        if (fraction > 999_999_999) ThrowInvalid($"A timestamp has {fraction} nanoseconds, a second or more,", start);
        nanoseconds = (int)fraction;
    }

    /// <summary>Reads a timestamp. Fractions of a tick are cut off.</summary>
    /// <returns>The value, in UTC.</returns>
    /// <exception cref="RecordFormatException">There is something else, or the year is not one of 1 to 9999.</exception>
    public DateTime ReadDateTime()
    {
        int start = _position;
        ReadTimestamp(out long seconds, out int nanoseconds);
        const long LastSecond = 253_402_300_799;
        if (seconds is < -EpochSeconds or > LastSecond) ThrowInvalid("The timestamp is not in the years 1 to 9999,", start);
        return new DateTime(((seconds + EpochSeconds) * TimeSpan.TicksPerSecond) + (nanoseconds / 100), DateTimeKind.Utc);
    }

    /// <summary>
    /// Reads an array of the clock's time, as a timestamp as if it were UTC, and the offset in minutes; or a timestamp alone, which has the
    /// offset 0. Fractions of a tick are cut off.
    /// </summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else, or the value is out of range.</exception>
    public DateTimeOffset ReadDateTimeOffset()
    {
        const string Expected = "a timestamp, or an array of one and an offset";
        const int MaxOffset = 14 * 60;
        int start = _position;
        if (!MessagePackFormat.TryReadHeader(_bytes, start, out MessagePackHeader header)) ThrowExpected(Expected);
        if (header.Kind == MessagePackKind.Extension) return new DateTimeOffset(ReadDateTime());
        if (header is not { Kind: MessagePackKind.Array, Length: 2 }) ThrowExpected(Expected);
        _position += header.Size;
        DateTime clock = ReadDateTime();
        int offsetStart = _position;
        short minutes = ReadInt16();
        if (minutes is < -MaxOffset or > MaxOffset) ThrowOutOfRange("an offset of at most 14 hours in minutes", offsetStart);

        long ticks = clock.Ticks - (minutes * TimeSpan.TicksPerMinute);
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks) ThrowInvalid("The time in UTC is not in the years 1 to 9999,", start);
        return new DateTimeOffset(clock.Ticks, TimeSpan.FromMinutes(minutes));
    }

    /// <summary>Reads an integer: 100-nanosecond ticks.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else.</exception>
    public TimeSpan ReadTimeSpan() => new(ReadInt64());

    /// <summary>Reads an integer: days since 0001-01-01.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else, or the year is beyond 9999.</exception>
    public DateOnly ReadDateOnly() =>
        DateOnly.FromDayNumber((int)ReadSmall(0, DateOnly.MaxValue.DayNumber, "days since 0001-01-01, up to the year 9999"));

    /// <summary>Reads an integer: 100-nanosecond ticks since midnight.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else, or a day or more.</exception>
    public TimeOnly ReadTimeOnly() => new(ReadSmall(0, TimeOnly.MaxValue.Ticks, "ticks since midnight, less than a day"));

    /// <summary>Reads a string of the form <c>00000000-0000-0000-0000-000000000000</c>.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else.</exception>
    public Guid ReadGuid()
    {
        ReadOnlySpan<byte> text = ReadText("a GUID", out int start);
        if (!TimeText.TryParse(text, out Guid value)) ThrowNot("a GUID", start);
        return value;
    }

    /// <summary>Reads a string such as <c>-12.50</c>, or an integer; digits beyond the type's are rounded. A float is an error.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else, or the number is outside of the type's range.</exception>
    public decimal ReadDecimal()
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        bool isInteger = MessagePackFormat.TryReadHeader(_bytes, _position, out MessagePackHeader header)
            && header.Kind == MessagePackKind.Integer;
        if (isInteger)
        {
            long integer = ReadInteger("a decimal number", out bool isHuge);
            return isHuge ? (ulong)integer : integer;
        }

        ReadOnlySpan<byte> text = ReadText("a decimal number", out int start);
        if (!decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out decimal value)) ThrowNot("a decimal number", start);
        return value;
    }

    [DoesNotReturn]
    private static void ThrowNot(string expected, int offset) => ThrowInvalid($"Expected {expected} but found another string", offset);
}
