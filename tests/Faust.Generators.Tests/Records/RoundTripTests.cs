using System.Text.Json;
using Faust.Generators.Tests.Records.Types;

namespace Faust.Generators.Tests.Records;

public class RoundTripTests
{
    private static readonly PositionalRecord Some = new(1, "ü\n\"x\"");

    [Fact]
    public void Every_kind_of_type()
    {
        Assert.Equal("""{"a":1,"b":"x"}""", Json.RoundTrip(new PositionalRecord(1, "x")));
        Json.RoundTrip(new PositionalStruct(1, "x"));
        Json.RoundTrip(new PositionalReadonlyStruct(1, "x"));
        Json.RoundTrip(new InitRecord { A = 2, B = "x" });
        Json.RoundTrip(new InitStruct { A = 2, B = "x" });
        Json.RoundTrip(new SetClass { A = 2, B = "x" });
        Json.RoundTrip(new SetStruct { A = 2, B = null });
        Json.RoundTrip(new FieldClass { A = 2, B = "x", C = 3 });
        Json.RoundTrip(new ConstructorClass(2, "x"));
        Json.RoundTrip(new ConstructorStruct(2, null));
        Json.RoundTrip(new RequiredClass { A = 2, B = null });
        Json.RoundTrip(new SetsRequiredClass { A = 2, B = "x" });
        Json.RoundTrip(new Empty());
    }

    [Fact]
    public void Computed_properties_do_not_travel() =>
        Assert.Equal("""{"a":1,"b":"x","c":3,"d":4}""", Json.Write(new PositionalWithMore(1) { B = "x", C = 3, D = 4 }));

    [Fact]
    public void Inherited_members_travel_and_hidden_ones_do_not()
    {
        string json = Json.RoundTrip(new Derived(1, 2) { Note = "x" });
        Assert.Equal("""{"b":2,"note":"x","a":1}""", json);
        Assert.Equal(new Derived(1, 2) { Note = "x" }, Json.Read<Derived>(json));
    }

    [Fact]
    public void Scalars_at_their_bounds()
    {
        Json.RoundTrip(Scalars(least: true));
        Json.RoundTrip(Scalars(least: false));
    }

    [Fact]
    public void Nullable_scalars()
    {
        Json.RoundTrip(new NullableScalars(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null));
        Scalars s = Scalars(least: true);
        Json.RoundTrip(new NullableScalars(s.Boolean, s.Byte, s.SByte, s.Int16, s.UInt16, s.Int32, s.UInt32, s.Int64, s.UInt64, s.Single, s.Double, s.Decimal, s.Char, s.String, s.Guid, s.DateTime, s.DateTimeOffset, s.TimeSpan, s.DateOnly, s.TimeOnly, s.Level, s.Signed, s.Bytes));
    }

    [Fact]
    public void Collections_empty_and_filled()
    {
        Json.RoundTrip(new Collections([], [], [], [], [], [], [], [], new HashSet<string>(), [], [], [], null, []));
        Json.RoundTrip(new Collections(
            [1, 2, 3, 4, 5],
            ["a", ""],
            [int.MinValue],
            [0.1, 1e300],
            [Guid.Empty],
            [Level.High],
            ["x", null],
            [3, 1],
            new HashSet<string> { "s" },
            [[1], [], [2, 3]],
            [Some],
            [null, new PositionalReadonlyStruct(1, "y")],
            [["a"], null, []],
            [[1, 2], []]));
    }

    [Fact]
    public void Read_only_sets() => Assert.Equal([2, 1], Json.Read<ReadOnlySet>(Json.Write(new ReadOnlySet(new HashSet<long> { 2, 1 }))).Items);

    [Fact]
    public void Dictionaries_of_every_key()
    {
        var at = new DateTime(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc);
        Json.RoundTrip(new Dictionaries(
            new() { ["a \" b"] = 1 },
            new Dictionary<int, string> { [-5] = "x" },
            new Dictionary<Guid, PositionalRecord?> { [new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)] = Some },
            new() { [true] = 1 },
            new() { ['x'] = 1 },
            new() { [long.MinValue] = 1 },
            new() { [ulong.MaxValue] = 1 },
            new() { [-128] = 1 },
            new() { [at] = 1 },
            new() { [new DateTimeOffset(at).ToOffset(TimeSpan.FromHours(2))] = 1 },
            new() { [DateOnly.FromDateTime(at)] = 1 },
            new() { [TimeOnly.FromDateTime(at)] = 1 },
            new() { [TimeSpan.FromDays(-1.5)] = 1 },
            new() { ["x"] = new() { ["y"] = null } }));
    }

    // System.Text.Json writes names there, though numbers elsewhere; here a member may be renamed, as it may where it is a value.
    [Fact]
    public void Enum_keys_are_numbers_that_the_reference_understands()
    {
        string json = Json.Write(new EnumKeys(new() { [Level.High] = 1, [(Level)7] = 2 }, new() { [Signed.Least] = null }));
        Assert.Equal("""{"enums":{"200":1,"7":2},"others":{"-9223372036854775808":null}}""", json);
        Assert.Equal(json, Json.Write(JsonSerializer.Deserialize<EnumKeys>(json, Json.Reference)!));
        Assert.Equal(json, Json.Write(Json.Read<EnumKeys>(json)));
    }

    [Fact]
    public void Generic_nested_and_recursive_records()
    {
        Json.RoundTrip(new Tree(1, new Tree(2, null, [new Tree(3)]), []));
        Json.RoundTrip(new Pages(new Page<PositionalRecord> { First = Some, Items = [Some, Some] }, null));
        Json.RoundTrip(new Pages(new Page<PositionalRecord> { First = Some, Second = Some }, new Page<PositionalReadonlyStruct> { First = new(1, "x"), Second = new(2, "y") }));
        Assert.Equal("""{"a":1,"next":{"a":2,"next":null}}""", Json.RoundTrip(new Outer<string>.IInner.Deep(1, new(2, null))));
    }

    [Fact]
    public void Records_that_write_themselves_are_called_through_the_interface()
    {
        string json = Json.Write(new UsesHandWritten(new HandWritten { Value = 3 }, null));
        Assert.Equal("""{"one":3,"two":null}""", json);
        Assert.Equal(3, Json.Read<UsesHandWritten>(json).One.Value);
    }

    [Fact]
    public void Names_collide_with_nothing() =>
        Assert.Equal(
            """{"class":1,"event":2,"reader":3,"writer":4,"value":5,"name":6,"record":7,"hasA":8,"a":9,"jsonHelpers":10,"ioStream":11,"größe":12,"_under":13,"x":[14]}""",
            Json.RoundTrip(new Names(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, [14])));

    private static Scalars Scalars(bool least) => least
        ? new(false, 0, sbyte.MinValue, short.MinValue, 0, int.MinValue, 0, long.MinValue, 0, float.MinValue, double.MinValue, decimal.MinValue, ' ', "",
            Guid.Empty, DateTime.MinValue, DateTimeOffset.MinValue, TimeSpan.MinValue, DateOnly.MinValue, TimeOnly.MinValue, Level.Low, Signed.Least, [])
        : new(true, byte.MaxValue, sbyte.MaxValue, short.MaxValue, ushort.MaxValue, int.MaxValue, uint.MaxValue, long.MaxValue, ulong.MaxValue, float.Epsilon,
            double.Epsilon, 0.0000000000000000000000000001m, 'ß', "a\u0000\u2028😀\"\\/\b\f\n\r\t", new Guid("01234567-89ab-cdef-0123-456789abcdef"), DateTime.MaxValue,
            DateTimeOffset.MaxValue, TimeSpan.MaxValue, DateOnly.MaxValue, TimeOnly.MaxValue, Level.High, Signed.Most, [.. Enumerable.Range(0, 256).Select(i => (byte)i)]);
}
