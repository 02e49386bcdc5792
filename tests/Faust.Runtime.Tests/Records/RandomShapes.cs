using System.Collections.Immutable;
using System.Numerics;

namespace Faust.Records;

/// <summary>Random records of every shape.</summary>
internal static class RandomShapes
{
    public static ScalarShape Scalars(Random random, bool wholeMilliseconds = false)
    {
        long bits = random.Bits();
        DateTime time = Time(random, wholeMilliseconds);
        return new(
            (bits & 1) == 0, (byte)bits, (sbyte)bits, (short)bits, (ushort)bits, (int)bits, (uint)bits, bits, (ulong)bits, (float)(bits / 7.0),
            random.NextDouble() + 1e-9, Decimal(random), (char)random.Next(0xD800), Text(random), Guid(random), time,
            new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Unspecified), TimeSpan.FromMinutes(random.Next(-14 * 60, (14 * 60) + 1))),
            new TimeSpan(bits), DateOnly.FromDateTime(time), TimeOnly.FromDateTime(time), Bytes(random), State(random));
    }

    public static NestedShape Nested(Random random) => new(
        random.Bits(), Line(random), random.Next(2) == 0 ? null : Line(random),
        List(random, r => r.Next(3) == 0 ? null : (LineShape?)Line(r)),
        List(random, Line).Select((line, i) => (line, i)).ToDictionary(p => $"k{p.i}-{Text(random)}", p => p.line),
        random.Next(3) == 0 ? null : [.. List(random, r => r.Next(3) == 0 ? null : (int?)r.Bits())],
        random.Next(2) == 0 ? null : Text(random), random.Next(2) == 0 ? null : Tree(random, 4));

    public static SparseShape Sparse(Random random) => new()
    {
        OrderState = random.Next(2) == 0 ? default : State(random),
        Other = random.Next(2) == 0 ? null : Text(random),
        Retries = random.Next(2) == 0 ? 3 : random.Next(5),
        Numbers = random.Next(2) == 0 ? null : [.. List(random, r => r.NextDouble())],
        States = random.Next(2) == 0 ? null : List(random, State),
        Needed = Text(random),
    };

    public static KeysShape Keys(Random random) => new(
        Map(random, r => (int)r.Bits(), Text),
        new(Map(random, r => r.Bits(), r => (int)r.Bits())),
        Map(random, Guid, r => r.Next(2) == 0),
        Map(random, State, r => (byte)r.Next()),
        Map(random, r => DateOnly.FromDateTime(Time(r, false)), r => r.NextDouble()),
        Map(random, r => (char)r.Next(0xD800), r => (sbyte)r.Next()),
        Map(random, r => r.Next(2) == 0, r => r.Next()).ToImmutableDictionary(),
        new(Text(random), random.Next(2) == 0 ? null : random.Next()),
        [.. List(random, Text)],
        [.. List(random, r => new BigInteger(r.Bits()) * r.Bits() * r.Bits())],
        new(List(random, r => (Int128)r.Bits() * r.Bits())),
        List(random, r => new ReadOnlyMemory<byte>(Bytes(r))));

    public static KeyedShape Keyed(Random random, int depth = 3) => new(
        random.Bits(), random.Next(2) == 0 ? null : Text(random), depth == 0 ? [] : List(random, r => Keyed(r, depth - 1), 3), State(random))
    {
        Rate = random.NextDouble(),
    };

    public static TreeShape Tree(Random random, int depth) => new(
        Text(random), depth == 0 || random.Next(2) == 0 ? null : List(random, r => Tree(r, depth - 1), 3), depth == 0 ? null : Tree(random, depth - 1));

    private static LineShape Line(Random random) =>
        new(Text(random), (int)random.Bits(), random.Next(2) == 0 ? null : random.NextDouble(), random.Next(2) == 0);

    private static ShapeState State(Random random) => (ShapeState)(random.Next(4) switch { 0 => 0, 1 => 7, 2 => -1, _ => random.Next() });

    // No byte order mark at the start, which JavaScript takes away.
    private static string Text(Random random) => random.Text(loneSurrogates: false).TrimStart('\uFEFF');

    private static decimal Decimal(Random random) => new((int)random.Bits(), (int)random.Bits(), (int)random.Bits(), random.Next(2) == 0, (byte)random.Next(29));

    private static Guid Guid(Random random)
    {
        byte[] bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    // A day from the ends, so that any offset leaves the time within the years.
    private static DateTime Time(Random random, bool wholeMilliseconds)
    {
        long ticks = random.NextInt64(TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay);
        if (random.Next(2) == 0) ticks = DateTime.UnixEpoch.Ticks + random.NextInt64(2 * TimeSpan.TicksPerDay * 365 * 40);
        if (wholeMilliseconds) ticks -= ticks % TimeSpan.TicksPerMillisecond;
        return new DateTime(ticks, DateTimeKind.Utc);
    }

    private static byte[] Bytes(Random random)
    {
        byte[] bytes = new byte[random.Next(4) == 0 ? random.Next(300) : random.Next(10)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static List<T> List<T>(Random random, Func<Random, T> item, int most = 6)
    {
        // Now and then more than one byte of header tells, and than room is made for at first.
        int count = most > 3 && random.Next(50) == 0 ? random.Next(200) : random.Next(most);
        return [.. Enumerable.Range(0, count).Select(_ => item(random))];
    }

    private static Dictionary<TKey, TValue> Map<TKey, TValue>(Random random, Func<Random, TKey> key, Func<Random, TValue> value)
        where TKey : notnull
    {
        Dictionary<TKey, TValue> map = [];
        foreach (TKey k in List(random, key)) map[k] = value(random);
        return map;
    }
}
