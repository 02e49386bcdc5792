using System.Buffers.Text;
using System.Globalization;

namespace Faust.Records;

public ref partial struct JsonWriter
{
    private const int MaxQuotedLength = 48;

    /// <summary>Writes a string of the form <c>"00000000-0000-0000-0000-000000000000"</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteValue(Guid value) => WriteQuoted(value, "D");

    /// <summary>Writes an ISO 8601 string with the shortest fraction, and <c>Z</c> for UTC or the offset of a local time.</summary>
    /// <param name="value">The value. The offset of a local time is that of this machine's time zone.</param>
    public void WriteValue(DateTime value) => WriteIso(value);

    /// <summary>Writes an ISO 8601 string with the shortest fraction, and the offset.</summary>
    /// <param name="value">The value.</param>
    public void WriteValue(DateTimeOffset value) => WriteIso(value);

    /// <summary>Writes a string of the form <c>"[-][d.]hh:mm:ss[.fffffff]"</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteValue(TimeSpan value) => WriteQuoted(value, "c");

    /// <summary>Writes a string of the form <c>"yyyy-MM-dd"</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteValue(DateOnly value) => WriteQuoted(value, "O");

    /// <summary>Writes a string of the form <c>"hh:mm:ss[.fffffff]"</c>.</summary>
    /// <param name="value">The value.</param>
    public void WriteValue(TimeOnly value) => WriteQuoted(value.ToTimeSpan(), "c");

    /// <summary>Writes bytes as a base64 string.</summary>
    /// <param name="bytes">The bytes; none make an empty string.</param>
    public void WriteBase64(scoped ReadOnlySpan<byte> bytes)
    {
        Span<byte> destination = ReserveSpan(checked(Base64.GetMaxEncodedToUtf8Length(bytes.Length) + 2));
        destination[0] = (byte)'"';
        Base64.EncodeToUtf8(bytes, destination[1..], out _, out int written);
        destination[written + 1] = (byte)'"';
        _position += written + 2;
    }

    private void WriteQuoted<T>(T value, string format)
        where T : IUtf8SpanFormattable
    {
        Span<byte> destination = ReserveSpan(MaxQuotedLength);
        destination[0] = (byte)'"';
        value.TryFormat(destination[1..], out int written, format, CultureInfo.InvariantCulture);
        destination[written + 1] = (byte)'"';
        _position += written + 2;
    }

    private void WriteIso<T>(T value)
        where T : IUtf8SpanFormattable
    {
        const int Point = 19;
        const int FractionEnd = 27;
        Span<byte> destination = ReserveSpan(MaxQuotedLength);
        destination[0] = (byte)'"';
        Span<byte> text = destination[1..];
        // "O" always has seven digits of fraction: yyyy-MM-ddThh:mm:ss.fffffff, then the zone.
        value.TryFormat(text, out int written, "O", CultureInfo.InvariantCulture);
        int kept = text[..FractionEnd].LastIndexOfAnyExcept((byte)'0') + 1;
        if (kept == Point + 1) kept = Point;
        text[FractionEnd..written].CopyTo(text[kept..]);
        written -= FractionEnd - kept;
        text[written] = (byte)'"';
        _position += written + 2;
    }
}
