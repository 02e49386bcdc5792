namespace Faust.Aot;

public enum Color
{
    Red,
    Green = 5,
}

[Record]
public sealed partial record Numbers(
    bool Flag, byte A, sbyte B, short C, ushort D, int E, uint F, long G, ulong H, float I, double J, decimal K, char L);

[Record]
public sealed partial record Times(DateTimeOffset At, DateTime Utc, TimeSpan For, DateOnly Day, TimeOnly Time, Guid Id);

[Record]
public readonly partial record struct Point(int X, int Y);

[Record]
public sealed partial record Keyed([Key(2)] string Name, [Key(0)] int Count);

[Record]
public partial class Everything
{
    public required string Name { get; init; }

    public Color Color { get; set; }

    public Color? MaybeColor { get; set; }

    public int? Maybe { get; set; }

    public string? Nothing { get; set; }

    public Point Point { get; set; }

    public Point? MaybePoint { get; set; }

    public Everything? Inner { get; set; }

    public Point[] Array { get; set; } = [];

    public List<string> List { get; set; } = [];

    public List<List<int>> Nested { get; set; } = [];

    public Dictionary<string, Point> ByName { get; set; } = [];

    public Dictionary<int, Color> ByNumber { get; set; } = [];
}

[Record]
public partial struct Mutable
{
    public int Count { get; set; }

    public string? Text { get; set; }
}

public readonly record struct Distance(double Meters);

public sealed class DistanceConverter : Faust.Records.IRecordConverter<Distance, double>
{
    public static double ToWire(Distance value) => value.Meters;

    public static Distance FromWire(double wire) => new(wire);
}

public sealed class Foreign
{
    public string Text { get; set; } = "";

    public List<int> Numbers { get; set; } = [];
}

[System.Text.Json.Serialization.JsonSerializable(typeof(Foreign))]
public sealed partial class ForeignContext : System.Text.Json.Serialization.JsonSerializerContext;

[Flags]
public enum Access
{
    None,
    Read,
    [RecordField("write")] Write,
}

[Record(EnumAsText = true)]
public sealed partial record Converted(
    [Converter<DistanceConverter>] Distance Distance,
    [JsonContext<ForeignContext>] Foreign? Foreign,
    (int, string) Tuple,
    System.Net.IPAddress Address,
    System.Text.Json.JsonElement Element,
    System.Text.Json.Nodes.JsonObject Object,
    Access Access,
    Stack<int> Stack,
    [Converter<DistanceConverter>] Dictionary<Distance, int> ByDistance);
