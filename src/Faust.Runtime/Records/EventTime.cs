using System.ComponentModel;

namespace Faust.Records;

/// <summary>Turns members marked <see cref="EventTimeAttribute"/> into timestamps; what generated code calls.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class EventTime
{
    /// <summary>The first moment of the year 1: what a record has whose text lacked the member, or that has no such member.</summary>
    public const long None = -62_135_596_800_000;

    /// <summary>The time, or null where it is the first moment of the year 1: what a record has whose text lacked the member.</summary>
    public static long? OrNull(long milliseconds) => milliseconds == None ? null : milliseconds;

    /// <summary>Milliseconds since the Unix epoch. A time of no kind is taken as UTC.</summary>
    public static long ToUnixTimeMilliseconds(DateTime value)
    {
        DateTime utc = value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value;

        // Ticks are counted from the year 1 and never negative, so this rounds towards the past before 1970 too.
        return (utc.Ticks / TimeSpan.TicksPerMillisecond) - (DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerMillisecond);
    }
}
