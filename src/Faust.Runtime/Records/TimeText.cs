using System.Buffers.Text;

namespace Faust.Records;

/// <summary>The text forms of GUIDs, dates and times that System.Text.Json reads.</summary>
internal static class TimeText
{
    private const int MaxFraction = 16;
    private const int MaxOffsetMinutes = 14 * 60;

    private enum Zone
    {
        None,
        Utc,
        Offset,
    }

    public static bool TryParse(ReadOnlySpan<byte> text, out Guid value) =>
        Utf8Parser.TryParse(text, out value, out int consumed, 'D') & consumed == text.Length;

    public static bool TryParse(ReadOnlySpan<byte> text, out TimeSpan value)
    {
        value = default;
        // The parser would skip white space.
        return !text.IsEmpty && (text[0] == '-' || char.IsAsciiDigit((char)text[0]))
            && Utf8Parser.TryParse(text, out value, out int consumed, 'c') && consumed == text.Length;
    }

    public static bool TryParse(ReadOnlySpan<byte> text, out TimeOnly value)
    {
        value = default;
        int separator = text.IndexOfAny((byte)'.', (byte)':');
        if (separator < 0 || text[separator] == '.' || text[0] == '-') return false;
        if (!TryParse(text, out TimeSpan time) || (ulong)time.Ticks >= TimeSpan.TicksPerDay) return false;
        value = new TimeOnly(time.Ticks);
        return true;
    }

    public static bool TryParse(ReadOnlySpan<byte> text, out DateOnly value)
    {
        value = default;
        if (text.Length != 10 || !TryParseLocal(text, out DateTime date, out _, out _)) return false;
        value = DateOnly.FromDateTime(date);
        return true;
    }

    public static bool TryParse(ReadOnlySpan<byte> text, out DateTime value)
    {
        if (!TryParseLocal(text, out value, out Zone zone, out int minutes)) return false;
        switch (zone)
        {
            case Zone.Utc:
                value = new DateTime(value.Ticks, DateTimeKind.Utc);
                return true;
            case Zone.Offset:
                if (!TryAddOffset(value, new TimeSpan(minutes * TimeSpan.TicksPerMinute), out DateTimeOffset moment)) return false;
                value = moment.LocalDateTime;
                return true;
            default:
                return true;
        }
    }

    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset value)
    {
        value = default;
        if (!TryParseLocal(text, out DateTime local, out Zone zone, out int minutes)) return false;
        TimeSpan offset = zone == Zone.None ? TimeZoneInfo.Local.GetUtcOffset(local) : new TimeSpan(minutes * TimeSpan.TicksPerMinute);
        return TryAddOffset(local, offset, out value);
    }

    private static bool TryAddOffset(DateTime local, TimeSpan offset, out DateTimeOffset value)
    {
        value = default;
        if ((ulong)(local.Ticks - offset.Ticks) > (ulong)DateTime.MaxValue.Ticks) return false;
        value = new DateTimeOffset(local.Ticks, offset);
        return true;
    }

    // yyyy-MM-dd[Thh:mm[:ss[.f{1,16}]][Z|+hh[:mm]|-hh[:mm]]]
    private static bool TryParseLocal(ReadOnlySpan<byte> text, out DateTime value, out Zone zone, out int offset)
    {
        value = default;
        zone = Zone.None;
        offset = 0;
        if (text.Length < 10) return false;

        // Any value that is not two digits is negative, and stays so when or-ed with the others.
        int century = Two(text, 0);
        int year = Two(text, 2);
        int month = Two(text, 5);
        int day = Two(text, 8);
        if ((century | year | month | day) < 0 || text[4] != '-' || text[7] != '-') return false;
        year += century * 100;
        if (year == 0 || month is 0 or > 12 || day == 0 || (day > 28 && day > DateTime.DaysInMonth(year, month))) return false;
        value = new DateTime(year, month, day);
        if (text.Length == 10) return true;

        if (text.Length < 16) return false;
        int hour = Two(text, 11);
        int minute = Two(text, 14);
        if ((hour | minute) < 0 || hour > 23 || minute > 59 || text[10] != 'T' || text[13] != ':') return false;
        long ticks = (hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute);
        int end = 16;
        if (text.Length > end && text[end] == ':')
        {
            if (text.Length < 19 || Two(text, 17) is < 0 or > 59) return false;
            ticks += Two(text, 17) * TimeSpan.TicksPerSecond;
            end = 19;
            if (text.Length > end && text[end] == '.')
            {
                if (text.Length < 21) return false;
                end = ParseFraction(text, 20, ref ticks);
            }
        }

        value = value.AddTicks(ticks);
        return end == text.Length || TryParseZone(text[end..], out zone, out offset);
    }

    private static int ParseFraction(ReadOnlySpan<byte> text, int start, ref long ticks)
    {
        int index = start;
        int end = Math.Min(text.Length, start + MaxFraction);
        long unit = TimeSpan.TicksPerSecond;
        while (index < end && (uint)(text[index] - '0') is <= 9 and var digit)
        {
            unit /= 10;
            ticks += digit * unit;
            index++;
        }

        return index;
    }

    private static bool TryParseZone(ReadOnlySpan<byte> text, out Zone zone, out int offset)
    {
        offset = 0;
        zone = text[0] == 'Z' ? Zone.Utc : Zone.Offset;
        if (zone == Zone.Utc) return text.Length == 1;
        if (text[0] is not ((byte)'+' or (byte)'-') || text.Length is not (3 or 6)) return false;
        int hours = Two(text, 1);
        int minutes = 0;
        if (text.Length == 6)
        {
            if (text[3] != ':') return false;
            minutes = Two(text, 4);
        }

        offset = (hours * 60) + minutes;
        if ((hours | minutes) < 0 || minutes > 59 || offset > MaxOffsetMinutes) return false;
        if (text[0] == '-') offset = -offset;
        return true;
    }

    private static int Two(ReadOnlySpan<byte> text, int index)
    {
        uint tens = (uint)(text[index] - '0');
        uint ones = (uint)(text[index + 1] - '0');
        return tens > 9 || ones > 9 ? -1 : (int)((tens * 10) + ones);
    }
}
