namespace Faust.Analyzers.Records;

public sealed class SensitiveDataIsShownTests
{
    [Theory]
    [InlineData("[Record] public partial record X([Secret] string A);")]
    [InlineData("[Record] public partial record X([property: Personal] string A) { public int B; }")]
    [InlineData("[Record] public partial class X { [Secret] public string? A { get; set; } public string? B { get; set; } public override string ToString() => nameof(A) + B; }")]
    [InlineData("[Record] public partial class X { public string? A { get; set; } public override string ToString() => A!; }")]
    [InlineData("public class C { public void Log([Secret] string a) { } }")]
    public Task Accepts_what_is_masked(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("public class C { [Secret] public string? [|A|] { get; set; } }")]
    [InlineData("[Record] public partial class X { [Personal] private string? [|_a|]; public int B { get; set; } public string? Read() => _a; public void Write() => _a = null; }")]
    [InlineData("[Record] public partial class X { [Secret] public string? A { get; set; } public override string ToString() => [|A|]!; }")]
    [InlineData("[Record] public partial class X { [Secret] public string? A { get; set; } public override string ToString() => $\"{this.[|A|]}\"; }")]
    [InlineData("[Record] public partial record X([property: Sensitive] string A) { protected virtual bool PrintMembers(System.Text.StringBuilder b) { b.Append([|A|]); return true; } }")]
    public Task Reports_what_is_not(string source) => VerifyAsync(source);


    private static Task VerifyAsync(string source) =>
        Rule.VerifyAsync<SensitiveDataIsShownAnalyzer>("using System.ComponentModel.DataAnnotations;\n" + source);
}
