using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Faust.Generators.Tests.Checks;

public enum Shade
{
    Light = 1,
    Dark = 4,
}

public sealed class NotSevenAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => !7.Equals(value);
}

public sealed class LongerThanNameAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext context) =>
        value is string text && context.ObjectInstance is Checked { Trimmed: { } other } && text.Length <= other.Length
            ? new ValidationResult("short", [context.MemberName!])
            : ValidationResult.Success;
}

/// <summary>All attributes that check something, which both the framework and we read from it.</summary>
[Record]
public sealed partial class Checked
{
    [Required] public string? Text { get; set; }
    [Required(AllowEmptyStrings = true)] public string? Empty { get; set; }
    [Required] public int? Number { get; set; }
    [Required, StringLength(3)] public string? Both { get; set; }
    [Required] public Guid Id { get; set; }
    [Range(-3, 10)] public int Int { get; set; }
    [Range(-3, 10)] public byte Byte { get; set; }
    [Range(0, 1000)] public sbyte SByte { get; set; }
    [Range(int.MinValue, 5)] public uint UInt { get; set; }
    [Range(-5, 5, MinimumIsExclusive = true, MaximumIsExclusive = true)] public short? Short { get; set; }
    [Range(0.5, 2.5, MinimumIsExclusive = true)] public double Double { get; set; }
    [Range(0.5, double.PositiveInfinity)] public float? Float { get; set; }
    [Range(-1.5, 1.5)] public decimal Decimal { get; set; }
    [Range(typeof(decimal), "0.10", "9.99", ParseLimitsInInvariantCulture = true, MaximumIsExclusive = true)] public decimal Price { get; set; }
    [Range(typeof(long), "-5", "9223372036854775807")] public long? Long { get; set; }
    [Range(typeof(ulong), "5", "18446744073709551615")] public ulong ULong { get; set; }
    [Range(typeof(double), "-1.5", "1.5", ParseLimitsInInvariantCulture = true)] public double Typed { get; set; }
    [Range(typeof(DateTime), "2020-01-01", "2020-01-03T12:00:00", ParseLimitsInInvariantCulture = true)] public DateTime At { get; set; }
    [Range(typeof(DateOnly), "2020-01-01", "2020-01-03", ParseLimitsInInvariantCulture = true)] public DateOnly? Day { get; set; }
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true)] public TimeSpan Span { get; set; }
    [Range(typeof(TimeOnly), "08:00", "17:30", ParseLimitsInInvariantCulture = true)] public TimeOnly Clock { get; set; }
    [StringLength(4, MinimumLength = 2)] public string? Sized { get; set; }
    [Length(1, 2)] public List<int>? Few { get; set; }
    [Length(1, 3)] public string? Letters { get; set; }
    [MinLength(2)] public int[]? AtLeast { get; set; }
    [MaxLength(2)] public Dictionary<string, int>? AtMost { get; set; }
    [MaxLength] public string? AnyLength { get; set; }
    [MinLength(1)] public HashSet<int>? Set { get; set; }
    [RegularExpression("a+|b")] public string? Pattern { get; set; }
    [RegularExpression("^[A-Z]{2}$", MatchTimeoutInMilliseconds = -1)] public string? Anchored { get; set; }
    [AllowedValues("a", "b", null)] public string? Allowed { get; set; }
    [AllowedValues(1, 3)] public int? AllowedNumber { get; set; }
    [AllowedValues(Shade.Dark)] public Shade AllowedShade { get; set; }
    [DeniedValues("a", "")] public string? Denied { get; set; }
    [DeniedValues(0.5, 2.0)] public double DeniedNumber { get; set; }
    [Url] public string? Url { get; set; }
    [EmailAddress] public string? Mail { get; set; }
    [Phone] public string? Phone { get; set; }
    [CreditCard] public string? Card { get; set; }
    [Base64String] public string? Base64 { get; set; }
    [EnumDataType(typeof(Shade))] public Shade Shade { get; set; }
    [FileExtensions(Extensions = "txt,md")] public string? File { get; set; }
    [Compare(nameof(Text))] public string? Again { get; set; }
    [CustomValidation(typeof(Checked), nameof(IsTrimmed))] public string? Trimmed { get; set; }
    [CustomValidation(typeof(Checked), nameof(IsOdd))] public int Odd { get; set; }
    [NotSeven] public int NotSeven { get; set; }
    [LongerThanName] public string? Longer { get; set; }
    [DataType(DataType.Password)] public string? Described { get; set; }
    [Range(0, 4)] public int Computed => Int / 2;

    public static ValidationResult? IsTrimmed(string? text) =>
        text is null || text.Trim() == text ? ValidationResult.Success : new ValidationResult("spaces");

    public static ValidationResult? IsOdd(object? value, ValidationContext context) =>
        value is int number && number % 2 == 0 ? new ValidationResult("even", [context.MemberName!]) : ValidationResult.Success;
}

/// <summary>A record that checks itself, and only when its members are valid.</summary>
[Record]
public sealed partial record Span([property: Range(0, 100)] int From, [property: Range(0, 100)] int To) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (From > To) yield return new ValidationResult("backwards", [nameof(From), nameof(To)]);
        if (From == To) yield return new ValidationResult("empty");
    }
}

[Record]
public readonly partial record struct Money([Range(typeof(decimal), "1", "1000")] decimal Amount);

[Record]
public sealed partial record Line([Required] string Sku, [Range(1, 9)] int Count, Money Price);

[Record]
public sealed partial record Cart(
    [MinLength(1)] List<Line> Lines,
    [RecordField("by_name")] Dictionary<string, Line?>? Named = null,
    Line[][]? Rows = null,
    Money? Discount = null,
    Cart? Before = null,
    [RecordPattern(nameof(Cart.Lower))] string? Code = null)
{
    [GeneratedRegex("[a-z]+")]
    internal static partial Regex Lower();
}

[Record]
public sealed partial record Boxed<T>(T Value, List<T>? More = null)
    where T : Faust.Records.IJsonRecord<T>;

[Record(ValidateOnRead = false)]
public sealed partial record Lenient([Range(1, 9)] int Count);

[Record]
public partial class Parent
{
    [Range(1, 9)] public int A { get; set; } = 1;
}

[Record]
public sealed partial class Child : Parent
{
    [Range(1, 9)] public int B { get; set; } = 1;
}

/// <summary>The name is taken: the checks are called through the interface.</summary>
[Record]
public sealed partial record Validating([Range(1, 9)] int Validate);

[Record]
public sealed partial record Weighed([Range(0.5, 1.5)] double Weight);

[Record]
public sealed partial record Empty;

[Record, RecordUnion, RecordCase<Circle>("circle")]
public abstract partial record Shape([property: Range(1, 9)] int Id);

[Record]
public sealed partial record Circle(int Id, [Range(0.5, 10)] double Radius) : Shape(Id);

[Record]
public sealed partial record Drawing(Shape Main, List<Shape>? More = null);

/// <summary>An array in MessagePack.</summary>
[Record]
public sealed partial record Place([Key(0)] int X, [Key(2), Range(1, 9)] int Level, [property: Key(3)] Place? Inner = null);
