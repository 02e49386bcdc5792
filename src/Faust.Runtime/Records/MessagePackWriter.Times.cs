using System.Globalization;

namespace Faust.Records;

// What MessagePack has no type for, in the forms of MessagePack-CSharp.
public ref partial struct MessagePackWriter
{
    /// <summary>Writes a string with all of the number's digits; trailing zeros stay.</summary>
    /// <param name="value">The value.</param>
    public void WriteValue(decimal value) => WriteFormatted(value, "G");

    /// <summary>Writes a string of the form <c>00000000-0000-0000-0000-000000000000</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteValue(Guid value) => WriteFormatted(value, "D");

    /// <summary>Writes a timestamp.</summary>
    /// <param name="value">The value. A local time is converted from this machine's time zone, one of no kind is taken for UTC.</param>
    public void WriteValue(DateTime value)
    {
        if (value.Kind == DateTimeKind.Local) value = value.ToUniversalTime();
        WriteTimestamp(value.Ticks);
    }

    /// <summary>Writes an array of two: the clock's time as a timestamp, as if it were UTC, and the offset in minutes.</summary>
    /// <param name="value">The value.</param>
    public void WriteValue(DateTimeOffset value)
    {
        WriteArrayHeader(2);
        WriteTimestamp(value.Ticks);
        WriteValue(value.TotalOffsetMinutes);
    }

    /// <summary>Writes an integer: 100-nanosecond ticks.</summary>
    /// <param name="value">The value.</param>
    public void WriteValue(TimeSpan value) => WriteValue(value.Ticks);

    /// <summary>Writes an integer: days since 0001-01-01.</summary>
    /// <param name="value">The value.</param>
    public void WriteValue(DateOnly value) => WriteValue(value.DayNumber);

    /// <summary>Writes an integer: 100-nanosecond ticks since midnight.</summary>
    /// <param name="value">The value.</param>
    public void WriteValue(TimeOnly value) => WriteValue(value.Ticks);

    private void WriteTimestamp(long ticks)
    {
        long sinceEpoch = ticks - DateTime.UnixEpoch.Ticks;
        // Rounded down, before 1970 too, as the fraction is never negative.
        long seconds = (ticks / TimeSpan.TicksPerSecond) - (DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerSecond);
        WriteTimestamp(seconds, (int)(sinceEpoch - (seconds * TimeSpan.TicksPerSecond)) * 100);
    }

    // Text of at most 43 bytes, those of a version: a header of one byte or two.
    private void WriteFormatted<T>(T value, string format)
        where T : IUtf8SpanFormattable
    {
        Span<byte> text = stackalloc byte[48];
        value.TryFormat(text, out int length, format, CultureInfo.InvariantCulture);
        WriteUtf8(text[..length]);
    }
}
