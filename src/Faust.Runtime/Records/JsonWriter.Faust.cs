namespace Faust.Records;

// What Faust, the Python library, reads: for members of records that have a Namespace.
public ref partial struct JsonWriter
{
    /// <summary>Writes a number with all of its digits as a string, as Faust does for a <c>Decimal</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteFaustValue(decimal value) => WriteQuoted(value, "");

    /// <summary>Writes an ISO 8601 string to the microsecond: Faust takes a fraction of any other length for a wrong one.</summary>
    /// <param name="value">The value, of which fractions of a microsecond are cut off. The offset of a local time is that of this machine's time zone.</param>
    public void WriteFaustValue(DateTime value) => WriteFaustTime(value, value.Ticks % TimeSpan.TicksPerSecond < TimeSpan.TicksPerMicrosecond);

    /// <inheritdoc cref="WriteFaustValue(DateTime)"/>
    public void WriteFaustValue(DateTimeOffset value) => WriteFaustTime(value, value.Ticks % TimeSpan.TicksPerSecond < TimeSpan.TicksPerMicrosecond);

    private void WriteFaustTime<T>(T value, bool isWhole)
        where T : IUtf8SpanFormattable
    {
        const string Whole = "yyyy-MM-dd'T'HH:mm:ssK";
        const string Fraction = "yyyy-MM-dd'T'HH:mm:ss.ffffffK";
        WriteQuoted(value, isWhole ? Whole : Fraction);
    }
}
