using System.Globalization;
using Faust.Generators.Model;

namespace Faust.Generators.Parsing.Checks;

/// <summary>A bound that an attribute gives as text, read as the invariant culture writes it.</summary>
internal static class CheckBound
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>The bound and how C# writes it; null if the text is none.</summary>
    public static (IComparable Value, string Literal)? Parse(WireTypeKind kind, string text)
    {
        switch (kind)
        {
            case WireTypeKind.Single or WireTypeKind.Double:
                return double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, Culture, out double number) && !double.IsNaN(number) && !double.IsInfinity(number)
                    ? (number, DefaultValue.Literal(kind == WireTypeKind.Single ? (float)number : number))
                    : null;
            case WireTypeKind.Decimal:
                return decimal.TryParse(text, NumberStyles.Float, Culture, out decimal exact) ? (exact, DefaultValue.Literal(exact)) : null;
            case WireTypeKind.DateTime:
                // A time with an offset would be read as the local time of the machine that compiles.
                return DateTime.TryParse(text, Culture, DateTimeStyles.RoundtripKind, out DateTime time) && time.Kind != DateTimeKind.Local
                    ? (time, $"new global::System.DateTime({Ticks(time.Ticks)}, global::System.DateTimeKind.{time.Kind})")
                    : null;
            case WireTypeKind.DateTimeOffset:
                return DateTimeOffset.TryParse(text, Culture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at)
                    ? (at, $"new global::System.DateTimeOffset({Ticks(at.Ticks)}, new global::System.TimeSpan({Ticks(at.Offset.Ticks)}))")
                    : null;
            case WireTypeKind.TimeSpan:
                return TimeSpan.TryParse(text, Culture, out TimeSpan span) ? (span, $"new global::System.TimeSpan({Ticks(span.Ticks)})") : null;
            case WireTypeKind.DateOnly:
                return DateTime.TryParse(text, Culture, DateTimeStyles.None, out DateTime day) && day.TimeOfDay == TimeSpan.Zero
                    ? (day, $"new global::System.DateOnly({day.Year.ToString(Culture)}, {day.Month.ToString(Culture)}, {day.Day.ToString(Culture)})")
                    : null;
            case WireTypeKind.TimeOnly:
                return DateTime.TryParse(text, Culture, DateTimeStyles.NoCurrentDateDefault, out DateTime clock) && clock.Date == DateTime.MinValue
                    ? (clock, $"new global::System.TimeOnly({Ticks(clock.TimeOfDay.Ticks)})")
                    : null;
            default:
                return Whole(kind, text);
        }
    }

    private static (IComparable Value, string Literal)? Whole(WireTypeKind kind, string text)
    {
        (decimal min, decimal max) bounds = kind switch
        {
            WireTypeKind.Byte => (byte.MinValue, byte.MaxValue),
            WireTypeKind.SByte => (sbyte.MinValue, sbyte.MaxValue),
            WireTypeKind.Int16 => (short.MinValue, short.MaxValue),
            WireTypeKind.UInt16 => (ushort.MinValue, ushort.MaxValue),
            WireTypeKind.Int32 => (int.MinValue, int.MaxValue),
            WireTypeKind.UInt32 => (uint.MinValue, uint.MaxValue),
            WireTypeKind.UInt64 => (ulong.MinValue, ulong.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };
        if (!decimal.TryParse(text, NumberStyles.Integer, Culture, out decimal value) || value < bounds.min || value > bounds.max) return null;
        object typed = kind switch
        {
            WireTypeKind.UInt32 => (uint)value,
            WireTypeKind.Int64 => (long)value,
            WireTypeKind.UInt64 => (ulong)value,
            _ => (int)value,
        };
        return (value, DefaultValue.Literal(typed));
    }

    private static string Ticks(long ticks) => DefaultValue.Literal(ticks);
}
