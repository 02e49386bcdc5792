using System.Diagnostics.CodeAnalysis;

namespace Faust.Records;

public ref partial struct JsonReader
{
    /// <summary>Reads a string of the form <c>"00000000-0000-0000-0000-000000000000"</c>.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else.</exception>
    public Guid ReadGuid()
    {
        ReadOnlySpan<byte> text = ReadText(out int start);
        if (!TimeText.TryParse(text, out Guid value)) ThrowNot("a GUID", start);
        return value;
    }

    /// <summary>
    /// Reads an ISO 8601 date, alone or with a time to the minute or finer and a zone. <c>Z</c> gives UTC, an offset this machine's local
    /// time, neither an unspecified kind. Fractions of a tick are cut off.
    /// </summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else.</exception>
    public DateTime ReadDateTime()
    {
        ReadOnlySpan<byte> text = ReadText(out int start);
        if (!TimeText.TryParse(text, out DateTime value)) ThrowNot("an ISO 8601 date and time", start);
        return value;
    }

    /// <summary>
    /// Reads an ISO 8601 date, alone or with a time to the minute or finer and a zone; without a zone it is this machine's local time.
    /// Fractions of a tick are cut off.
    /// </summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else.</exception>
    public DateTimeOffset ReadDateTimeOffset()
    {
        ReadOnlySpan<byte> text = ReadText(out int start);
        if (!TimeText.TryParse(text, out DateTimeOffset value)) ThrowNot("an ISO 8601 date and time", start);
        return value;
    }

    /// <summary>Reads a string of the form <c>"[-][d.]hh:mm:ss[.fffffff]"</c>.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else.</exception>
    public TimeSpan ReadTimeSpan()
    {
        ReadOnlySpan<byte> text = ReadText(out int start);
        if (!TimeText.TryParse(text, out TimeSpan value)) ThrowNot("a time span such as 1.02:03:04.5", start);
        return value;
    }

    /// <summary>Reads a string of the form <c>"yyyy-MM-dd"</c>.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else.</exception>
    public DateOnly ReadDateOnly()
    {
        ReadOnlySpan<byte> text = ReadText(out int start);
        if (!TimeText.TryParse(text, out DateOnly value)) ThrowNot("a date such as 2024-12-31", start);
        return value;
    }

    /// <summary>Reads a string of the form <c>"hh:mm[:ss[.fffffff]]"</c>.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="RecordFormatException">There is something else.</exception>
    public TimeOnly ReadTimeOnly()
    {
        ReadOnlySpan<byte> text = ReadText(out int start);
        if (!TimeText.TryParse(text, out TimeOnly value)) ThrowNot("a time such as 23:59:59.5", start);
        return value;
    }

    [DoesNotReturn]
    private static void ThrowNot(string expected, int offset) => ThrowInvalid($"Expected {expected} but found another string", offset);
}
