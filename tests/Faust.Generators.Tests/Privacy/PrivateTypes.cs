using System.ComponentModel.DataAnnotations;

namespace Faust.Generators.Tests.Privacy;

[Record]
public sealed partial record Login(string User, [Secret] string Password, [property: Personal] int? Age, [field: Sensitive] Dictionary<string, int>? Notes = null);

[Record]
public partial record Person(string Name, [Personal] string Mail)
{
    [Secret] public string? Token { get; init; }
}

[Record]
public sealed partial record Employee(string Name, string Mail, [property: Sensitive] decimal Salary) : Person(Name, Mail);

[Record]
public partial record Guest(string Name, string Mail, string Host) : Person(Name, Mail);

/// <summary>No record of ours: it shows what it has.</summary>
public record Open([property: Secret] string Key);

[Record]
public sealed partial record Closed(string Key, int Count) : Open(Key);

[Record]
public readonly partial record struct Pin(int Id, [property: Secret] string Code);

[Record]
public partial class Account
{
    public int Id { get; set; }
    [Secret] public string? Key { get; set; }
}

[Record]
public partial class SubAccount : Account
{
    public string? Name { get; set; }
}

[Record]
public partial struct Box
{
    public int Id { get; set; }
    [Sensitive] public string Content;
}

[Record]
public sealed partial class Written
{
    [Secret] public string? Key { get; set; }
    public override string ToString() => "mine";
}

[Record]
public sealed partial record Guarded(
    [property: Secret, StringLength(12), RegularExpression("[a-z0-9]+"), CustomValidation(typeof(Guarded), nameof(Guarded.Quote))] string Password,
    [property: Secret] Dictionary<string, Guarded?>? Others = null,
    Dictionary<string, int>? Counts = null)
{
    public static ValidationResult? Quote(string password) => password.Contains('x', StringComparison.Ordinal) ? new ValidationResult("bad: " + password) : null;
}

public readonly record struct CardNumber(string Digits);

/// <summary>It quotes what it refuses, as converters do.</summary>
public sealed class CardNumberConverter : Faust.Records.IRecordConverter<CardNumber, string>
{
    public static string ToWire(CardNumber value) => value.Digits;

    public static CardNumber FromWire(string wire) => wire.FirstOrDefault() switch
    {
        'f' => throw new FormatException($"'{wire}' is no number"),
        'o' => throw new OverflowException($"'{wire}' is too long"),
        'a' => throw new ArgumentException($"'{wire}' is not allowed"),
        _ => new CardNumber(wire),
    };
}

[Record, RecordUnion, RecordCase<CardPayment>("card")]
public abstract partial record Payment(string Id, [property: Secret] string Pin);

[Record, RecordUnion, RecordCase<TokenCredential>("token")]
public abstract partial class Credential
{
    public int Id { get; set; }
}

[Record]
public sealed partial record CardPayment(string Id, string Pin, [Secret, Converter<CardNumberConverter>] CardNumber Card) : Payment(Id, Pin);

[Record]
public sealed partial class TokenCredential : Credential
{
    [Secret] public string? Token { get; set; }
}

[Record]
public sealed partial record Kept(int Id, [Secret] string Token)
{
    [ExtensionData] public Faust.Records.RecordExtensionData? More { get; init; }
}

/// <summary>It has no marked members, those who derive from it have.</summary>
[Record]
public partial record Keeping(int Id)
{
    [ExtensionData] public Faust.Records.RecordExtensionData? More { get; init; }
}

[Record]
public sealed partial record KeptBelow(int Id, [Secret] string Token) : Keeping(Id);

[Record]
public sealed partial record Sealed<T>(int Id, [Secret] T Content, T Shown)
    where T : Faust.Records.IJsonRecord<T>;

[Record]
public sealed partial class Envelope<T>
    where T : Faust.Records.IJsonRecord<T>
{
    [Personal] public List<T>? Letters { get; set; }

    public T? Shown { get; set; }
}

/// <summary>An array in MessagePack, with gaps.</summary>
[Record]
public sealed partial record Badge([Key(1)] int Id, [Key(4), Secret] string Code, [property: Key(6), System.ComponentModel.DataAnnotations.Range(1, 9)] int Level = 1);
