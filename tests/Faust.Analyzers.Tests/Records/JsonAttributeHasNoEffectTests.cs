namespace Faust.Analyzers.Records;

public sealed class JsonAttributeHasNoEffectTests
{
    private const string Json = "System.Text.Json.Serialization.";

    [Theory]
    [InlineData($"[Record] public partial record X([property: {Json}JsonPropertyName(\"b\")] int A, [property: {Json}JsonIgnore] int B = 1);")]
    [InlineData($"[Record] public partial class X {{ [{Json}JsonIgnore(Condition = {Json}JsonIgnoreCondition.Always)] public int A {{ get; set; }} }}")]
    [InlineData($"public class Unmarked {{ [{Json}JsonRequired, {Json}JsonPropertyOrder(1)] public int A {{ get; set; }} }}")]
    public Task Accepts_what_is_understood(string source) => VerifyAsync(source);

    [Theory]
    [InlineData($"[Record] public partial record X([property: [|{Json}JsonIgnore(Condition = {Json}JsonIgnoreCondition.WhenWritingNull)|]] string? A);")]
    [InlineData($"[Record] public partial class X {{ [[|{Json}JsonRequired|], [|{Json}JsonPropertyOrder(1)|]] public int A {{ get; set; }} [[|{Json}JsonInclude|]] public int B; }}")]
    [InlineData($"[Record] public partial class X {{ [[|{Json}JsonConverter(typeof({Json}JsonStringEnumConverter))|]] public DayOfWeek A {{ get; set; }} }}")]
    [InlineData($"[Record] public partial class X {{ [[|{Json}JsonExtensionData|]] public Dictionary<string, int>? A {{ get; set; }} }}")]
    public Task Reports_what_is_not(string source) => VerifyAsync(source);

    private static Task VerifyAsync(string source) => Rule.VerifyAsync<JsonAttributeHasNoEffectAnalyzer>("#nullable enable\n" + source);
}
