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
