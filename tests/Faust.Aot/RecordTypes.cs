using System.ComponentModel.DataAnnotations;

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

[Record, RecordUnion(Discriminator = "type")]
[RecordCase<Card>("card")]
[RecordCase<Both>("both")]
public abstract partial record Method;

[Record(Namespace = "aot.Card")]
public sealed partial record Card(string Number, decimal Limit) : Method, IThing;

[Record]
public sealed partial record Both(Method First, Method Second) : Method;

[Record, RecordUnion, RecordCase<Card>, RecordCase<Thing>]
public partial interface IThing;

[Record]
public readonly partial record struct Thing(int Size) : IThing;

public sealed class EvenAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is not int number || number % 2 == 0;
}

[Record]
public sealed partial class Checked : IValidatableObject
{
    [RegularExpression("[a-z]+")] public string? Code { get; set; }

    [Range(0, 10), Even(ErrorMessage = "{0} is odd")] public int Count { get; set; }

    [EmailAddress] public string? Mail { get; set; }

    [EnumDataType(typeof(Color))] public Color Color { get; set; }

    [Range(typeof(decimal), "0", "10")] public decimal Price { get; set; }

    [CustomValidation(typeof(Checked), nameof(IsNamed))] public string? Name { get; set; }

    [MaxLength(2)] public List<Checked> Inner { get; set; } = [];

    public static ValidationResult? IsNamed(string? name) => name is " " ? new ValidationResult("no name") : ValidationResult.Success;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Inner.Count > 0 && Count == 0 ? [new ValidationResult("none", [nameof(Count)])] : [];
}

[Record]
public sealed partial record Login(string User, [Secret] string Password);

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
