namespace Faust.Analyzers.Records;

public sealed class CheckCannotBeCalledTests
{
    [Theory]
    [InlineData("[Record] public partial record X([CustomValidation(typeof(X), \"F\")] int A) { public static ValidationResult? F(int a) => null; }")]
    [InlineData("[Record] public partial record X([CustomValidation(typeof(X), \"F\")] string A) { private static ValidationResult? F(object a, ValidationContext c) => null; }")]
    [InlineData("[Record] public partial record X([RecordPattern(\"R\")] string A) { private static System.Text.RegularExpressions.Regex R() => new(\"a\"); }")]
    [InlineData("static class P { internal static readonly System.Text.RegularExpressions.Regex R = new(\"a\"); } [Record] public partial record X([RecordPattern(typeof(P), \"R\")] string A);")]
    [InlineData("[Record] public partial record X([property: Compare(\"B\")] string A, string B);")]
    [InlineData("class OwnAttribute(int x) : ValidationAttribute { public int Y { get; set; } = x; } [Record] public partial record X([Own(1, Y = 2)] string A);")]
    public Task Accepts_what_can(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("[Record] public partial record X([CustomValidation(typeof(X), \"F\")] int [|A|]);")]
    [InlineData("[Record] public partial record X([CustomValidation(typeof(X), \"F\")] int [|A|]) { public static bool F(int a) => true; }")]
    [InlineData("[Record] public partial record X([CustomValidation(typeof(X), \"F\")] int [|A|]) { public static ValidationResult? F(string a) => null; }")]
    [InlineData("[Record] public partial record X([CustomValidation(typeof(X), \"F\")] int [|A|]) { public ValidationResult? F(int a) => null; }")]
    [InlineData("static class P { static ValidationResult? F(int a) => null; } [Record] public partial record X([CustomValidation(typeof(P), \"F\")] int [|A|]);")]
    [InlineData("[Record] public partial record X([RecordPattern(\"R\")] string [|A|]);")]
    [InlineData("[Record] public partial record X([RecordPattern(\"R\")] string [|A|]) { public static string R() => \"\"; }")]
    [InlineData("[Record] public partial record X([property: Compare(\"B\")] string [|A|]);")]
    [InlineData("class OwnAttribute : ValidationAttribute { [System.Diagnostics.CodeAnalysis.RequiresUnreferencedCode(\"x\")] public OwnAttribute() { } } [Record] public partial record X([Own] string [|A|]);")]
    public Task Reports_what_cannot(string source) => VerifyAsync(source);


    private static Task VerifyAsync(string source) =>
        Rule.VerifyAsync<CheckCannotBeCalledAnalyzer>("using System.ComponentModel.DataAnnotations;\n" + source);
}
