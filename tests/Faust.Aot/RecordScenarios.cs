using Faust.Records;

namespace Faust.Aot;

/// <summary>Records of all kinds survive being written and read.</summary>
internal static class RecordScenarios
{
    public static (string Name, Func<Task> Run)[] All { get; } =
    [
        ("numbers round trip", Sync(Numbers)),
        ("times round trip", Sync(Times)),
        ("members of every kind round trip", Sync(Everything)),
        ("structs round trip", Sync(Structs)),
        ("keys are places in an array", Sync(Keys)),
        ("closed hierarchies round trip", Sync(Unions)),
        ("types of others round trip", Sync(Converted)),
        ("malformed text is told with its place", Sync(Malformed)),
        ("checks judge, their own and the user's", Sync(Checks)),
        ("sensitive members are masked", Sync(Masks)),
    ];

    private static void Numbers()
    {
        var least = new Numbers(false, 0, sbyte.MinValue, short.MinValue, 0, int.MinValue, 0, long.MinValue, 0, float.MinValue, double.MinValue, decimal.MinValue, '"');
        var most = new Numbers(true, 255, 127, short.MaxValue, ushort.MaxValue, int.MaxValue, uint.MaxValue, long.MaxValue, ulong.MaxValue, 1.5f, 0.1, 1.10m, 'ö');
        Check.Equal(least, RoundTrip(least));
        Check.Equal(most, RoundTrip(most));
    }

    private static void Times()
    {
        var times = new Times(
            new DateTimeOffset(2001, 2, 3, 4, 5, 6, 789, TimeSpan.FromHours(2)),
            new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc),
            TimeSpan.FromMilliseconds(-1234567),
            new DateOnly(2001, 2, 3),
            new TimeOnly(23, 59, 59, 999),
            new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"));
        Check.Equal(times, RoundTrip(times));
    }

    private static void Converted()
    {
        var value = new Converted(
            new Distance(1.5),
            new Foreign { Text = "x", Numbers = [1, 2] },
            (1, "a"),
            System.Net.IPAddress.Loopback,
            System.Text.Json.JsonElement.Parse("[1,{}]"),
            new System.Text.Json.Nodes.JsonObject { ["a"] = 1 },
            Access.Read | Access.Write,
            new([1, 2]),
            new() { [new Distance(2)] = 1 });
        const string Expected = """
            {"distance":1.5,"foreign":{"Text":"x","Numbers":[1,2]},"tuple":[1,"a"],"address":"127.0.0.1","element":[1,{}],"object":{"a":1},"access":"Read, write","stack":[1,2],"byDistance":{"2":1}}
            """;
        Check.Equal(Expected, RecordJson.SerializeToString(value));
        Check.Equal(Expected, RecordJson.SerializeToString(RoundTrip(value)));
    }

    private static void Everything()
    {
        var all = new Everything
        {
            Name = "\"quoted\" \u00e9 \ud83d\ude00 \n",
            Color = Color.Green,
            MaybeColor = Color.Red,
            Maybe = 7,
            Point = new(1, -2),
            MaybePoint = new(3, 4),
            Inner = new Everything { Name = "inner" },
            Array = [new(5, 6), new(7, 8)],
            List = ["a", ""],
            Nested = [[1, 2], []],
            ByName = new() { ["x"] = new(9, 10) },
            ByNumber = new() { [-1] = Color.Green },
        };
        Everything read = RoundTrip(all);
        Check.Equal(all.Name, read.Name);
        Check.Equal(Color.Green, read.Color);
        Check.Equal(Color.Red, read.MaybeColor);
        Check.Equal(7, read.Maybe);
        Check.Equal(null, read.Nothing);
        Check.Equal(new Point(1, -2), read.Point);
        Check.Equal(new Point(3, 4), read.MaybePoint);
        Check.Equal("inner", read.Inner?.Name);
        Check.Equal(null, read.Inner?.Maybe);
        Check.SameItems(all.Array, read.Array);
        Check.SameItems(all.List, read.List);
        Check.SameItems(all.Nested.Select(n => n.Count), read.Nested.Select(n => n.Count));
        Check.SameItems(all.ByName, read.ByName);
        Check.SameItems(all.ByNumber, read.ByNumber);
    }

    private static void Structs()
    {
        Check.Equal(new Point(int.MinValue, int.MaxValue), RoundTrip(new Point(int.MinValue, int.MaxValue)));
        Mutable read = RoundTrip(new Mutable { Count = 3, Text = "three" });
        Check.Equal(3, read.Count);
        Check.Equal("three", read.Text);
    }

    private static void Keys()
    {
        Check.Equal(new Keyed("a", 7), RoundTrip(new Keyed("a", 7)));
        Check.Equal("9307C0A161", Convert.ToHexString(RecordMessagePack.Serialize(new Keyed("a", 7))));
    }

    private static void Unions()
    {
        Method both = new Both(new Card("1", 1.50m), new Both(new Card("2", 2m), new Card("3", 3m)));
        Check.Equal(both, RoundTrip(both));
        Check.Equal(
            """{"type":"card","number":"1","limit":"1.50","__faust":{"ns":"aot.Card"}}""", RecordJson.SerializeToString<Method>(new Card("1", 1.50m)));
        Check.Equal("92A46361726482A66E756D626572A131A56C696D6974A4312E3530", Convert.ToHexString(RecordMessagePack.Serialize<Method>(new Card("1", 1.50m))));
        // An interface reaches its own static methods through a type parameter.
        Check.Equal<IThing>(new Thing(3), RoundTrip<IThing>(new Thing(3)));
        Check.Equal<IThing>(new Card("4", 4m), RoundTrip<IThing>(new Card("4", 4m)));
    }

    private static void Malformed()
    {
        try
        {
            RecordJson.Deserialize<Point>("""{"x":1,"y":"two"}""");
        }
        catch (RecordFormatException e)
        {
            Check.Equal(true, e.Message.Contains("Point", StringComparison.Ordinal));
            return;
        }

        throw new InvalidOperationException("A text was read as a number.");
    }

    private static void Checks()
    {
        var good = new Checked { Code = "ab", Count = 2, Mail = "x@y", Color = Color.Red, Inner = [new Checked { Code = "c" }] };
        Check.Equal(0, good.Validate().Count);
        Check.Equal(0, RoundTrip(good).Validate().Count);
        good.Inner[0].Count = 3;
        Check.SameItems(["$.inner[0].count: Count is odd"], good.Validate().Select(e => e.ToString()));
        var bad = new Checked { Code = "AB", Count = 12, Mail = "x", Color = (Color)3, Price = -1, Name = " " };
        Check.SameItems(["Code", "Color", "Count", "Mail", "Name", "Price"], bad.Validate().Select(e => e.Member).Order(StringComparer.Ordinal));
        try
        {
            RoundTrip(bad);
        }
        catch (RecordFormatException e)
        {
            Check.Equal(6, e.Errors.Count);
            return;
        }

        throw new InvalidOperationException("A record that is not valid was read.");
    }

    private static void Masks()
    {
        Check.Equal("Login { User = u, Password = *** }", new Login("u", "p").ToString());
        Check.Equal("p", RoundTrip(new Login("u", "p")).Password);
        Check.SameItems(["password"], Classified<Login>().Select(m => m.WireName));

        static IReadOnlyList<ClassifiedMember> Classified<T>()
            where T : IClassifiedRecord => T.ClassifiedMembers;
    }

    private static T RoundTrip<T>(T value)
        where T : IJsonRecord<T>, IMessagePackRecord<T>
    {
        T read = RecordJson.Deserialize<T>(RecordJson.Serialize(value));
        return RecordMessagePack.Deserialize<T>(RecordMessagePack.Serialize(read));
    }

    private static Func<Task> Sync(Action run) => () =>
    {
        run();
        return Task.CompletedTask;
    };
}
