namespace Faust.Analyzers.Records;

public sealed class CheckDoesNotFitTests
{
    [Theory]
    [InlineData("[Record] public partial record X([Range(1, 9)] int? A);")]
    [InlineData("[Record] public partial record X([Range(1, 9)] decimal A);")]
    [InlineData("[Record] public partial record X([Range(typeof(DateOnly), \"2020-01-01\", \"2021-01-01\")] DateOnly A);")]
    [InlineData("[Record] public partial record X([MinLength(1)] List<int> A);")]
    [InlineData("[Record] public partial record X([Length(1, 2)] IEnumerable<int> A);")]
    [InlineData("[Record] public partial record X([AllowedValues(1, null)] int? A);")]
    [InlineData("[Record] public partial record X([AllowedValues(DayOfWeek.Friday)] DayOfWeek A);")]
    [InlineData("[Record] public partial record X([Required] int A);")]
    [InlineData("[Record] public partial record X([DataType(DataType.Url)] int A);")]
    [InlineData("public class X { [Range(1, 2)] public string? A { get; set; } }")]
    public Task Accepts_what_the_type_has(string source) => VerifyAsync(source);

    [Theory]
    [InlineData("[Record] public partial record X([Range(1, 9)] string [|A|]);")]
    [InlineData("[Record] public partial record X([Range(1, 9)] DateTime [|A|]);")]
    [InlineData("[Record] public partial record X([Range(1, 9)] char [|A|]);")]
    [InlineData("[Record] public partial record X([Range(typeof(int), \"1\", \"2\")] long [|A|]);")]
    [InlineData("[Record] public partial record X([Range(typeof(string), \"1\", \"2\")] string [|A|]);")]
    [InlineData("[Record] public partial record X([StringLength(9)] int[] [|A|]);")]
    [InlineData("[Record] public partial record X([MinLength(1)] int [|A|]);")]
    [InlineData("[Record] public partial record X([EmailAddress] int [|A|]);")]
    [InlineData("[Record] public partial record X([RegularExpression(\"a\")] int [|A|]);")]
    [InlineData("[Record] public partial record X([AllowedValues(1)] long [|A|]);")]
    [InlineData("[Record] public partial record X([DeniedValues(\"a\")] int [|A|]);")]
    [InlineData("[Record] public partial record X([property: Compare(\"B\")] int [|A|], long B);")]
    [InlineData("[Record] public partial record X([RecordPattern(\"R\")] int [|A|]);")]
    public Task Reports_what_it_has_not(string source) => VerifyAsync(source);


    private static Task VerifyAsync(string source) =>
        Rule.VerifyAsync<CheckDoesNotFitAnalyzer>("using System.ComponentModel.DataAnnotations;\n" + source);
}
