namespace Faust.Analyzers.Records;

public sealed class InvalidCheckTests
{
    [Theory]
    [InlineData("[Record] public partial record X([Range(1, 1)] int A);")]
    [InlineData("[Record] public partial record X([RegularExpression(\"[a-z]+\")] string A);")]
    [InlineData("[Record] public partial record X([StringLength(2, MinimumLength = 2)] string A);")]
    [InlineData("[Record] public partial record X([MaxLength] string A);")]
    [InlineData("[Record] public partial record X([Range(1, 2, ErrorMessage = \"{0} {1} {2}\")] int A);")]
    [InlineData("[Record] public partial record X([Range(typeof(TimeOnly), \"08:00\", \"17:30\")] TimeOnly A);")]
    public Task Accepts_what_can_be_kept(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("[Record] public partial record X([Range(2, 1)] int [|A|]);")]
    [InlineData("[Record] public partial record X([Range(1, 1, MinimumIsExclusive = true)] int [|A|]);")]
    [InlineData("[Record] public partial record X([Range(double.NaN, 1)] double [|A|]);")]
    [InlineData("[Record] public partial record X([Range(typeof(byte), \"1\", \"256\")] byte [|A|]);")]
    [InlineData("[Record] public partial record X([Range(typeof(DateTime), \"today\", \"2020-01-01\")] DateTime [|A|]);")]
    [InlineData("[Record] public partial record X([Range(typeof(DateTime), \"2020-01-01T00:00:00+02:00\", \"2021-01-01\")] DateTime [|A|]);")]
    [InlineData("[Record] public partial record X([Range(typeof(decimal), \"0,5\", \"1\")] decimal [|A|]);")]
    [InlineData("[Record] public partial record X([RegularExpression(\"[a\")] string [|A|]);")]
    [InlineData("[Record] public partial record X([RegularExpression(\"\")] string [|A|]);")]
    [InlineData("[Record] public partial record X([RegularExpression(\"a\", MatchTimeoutInMilliseconds = 0)] string [|A|]);")]
    [InlineData("[Record] public partial record X([StringLength(1, MinimumLength = 2)] string [|A|]);")]
    [InlineData("[Record] public partial record X([MinLength(-1)] string [|A|]);")]
    [InlineData("[Record] public partial record X([MaxLength(0)] string [|A|]);")]
    [InlineData("[Record] public partial record X([Length(3, 2)] string [|A|]);")]
    [InlineData("[Record] public partial record X([AllowedValues] int [|A|]);")]
    [InlineData("[Record] public partial record X([Required(ErrorMessage = \"{1}\")] string [|A|]);")]
    [InlineData("[Record] public partial record X([Required(ErrorMessageResourceType = typeof(X), ErrorMessageResourceName = \"None\")] string [|A|]);")]
    public Task Reports_what_cannot(string source) => VerifyAsync(source);


    private static Task VerifyAsync(string source) =>
        Rule.VerifyAsync<InvalidCheckAnalyzer>("using System.ComponentModel.DataAnnotations;\n" + source);
}
