using System.Text.Json.Serialization;

#pragma warning disable CA1051, CA1819 // Fields, arrays and written defaults are what users may have.

namespace Faust.Generators.Tests.Records.Types;

[Record(Naming = RecordNaming.SnakeCase)]
public sealed partial record SnakeNamed(int OrderId, string XMLBody2, string[] LinesOfText, [property: JsonPropertyName("Given"), RecordField("Given")] int G);

[Record(Naming = RecordNaming.KebabCase)]
public sealed partial record KebabNamed(int OrderId);

[Record(Naming = RecordNaming.PascalCase)]
public sealed partial record PascalNamed(int OrderId);

[Record]
public sealed partial record OddNames(
    [property: JsonPropertyName(""), RecordField("")] int A,
    [property: JsonPropertyName("a \"quoted\" \\ name"), RecordField("a \"quoted\" \\ name")] int B,
    [property: JsonPropertyName("\n\u0001"), RecordField("\n\u0001")] int C,
    [property: JsonPropertyName("größe 😀"), RecordField("größe 😀")] int D,
    [property: JsonPropertyName("\"\"\""), RecordField("\"\"\"")] int E,
    [property: JsonPropertyName("\u2028"), RecordField("\u2028")] int F);

[Record]
public sealed partial record Renamed([RecordField(Aliases = ["Id", "id", "Id"])] int Id, [RecordField("client", Aliases = ["customer", "buyer name"])] string Customer)
{
    [field: RecordField(Aliases = ["remark"])]
    public string? Note { get; init; }
}

[Record]
public sealed partial record WithIgnored(int Id, [property: JsonIgnore, RecordIgnore] string Cache = "none")
{
    [RecordIgnore, JsonIgnore]
    public object? Later { get; set; }

    [RecordIgnore, JsonIgnore]
    public int Field = 3;
}

[Record]
public partial record NamedBase([RecordField("x")] int A);

[Record]
public sealed partial record NamedDerived(int A, int B) : NamedBase(A);

[Record]
public sealed partial record NamedForJson(
    [property: JsonPropertyName("alpha")] int A,
    [property: JsonPropertyName("theirs"), RecordField("ours")] int B,
    [property: JsonIgnore] int C = 7)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int D { get; init; }
}

[Record]
public sealed partial record NamedAsReference([property: JsonPropertyName("größe")] int A, [property: JsonPropertyName("b c")] string B, int C);
