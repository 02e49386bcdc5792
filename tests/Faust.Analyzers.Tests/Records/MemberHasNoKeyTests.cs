namespace Faust.Analyzers.Records;

public sealed class MemberHasNoKeyTests
{
    [Theory]
    [InlineData("int A, string B")]
    [InlineData("[Key(0)] int A, [property: Key(1)] string B")]
    [InlineData("[Key(5)] int A, [RecordIgnore] string? B = null")]
    [InlineData("[Key(0)] int A, [System.ComponentModel.Browsable(true)] [property: Key(3)] string B")]
    public Task Accepts_all_or_none(string parameters) => VerifyAsync(parameters);

    [Theory]
    [InlineData("[Key(0)] int A, string [|B|]")]
    [InlineData("int [|A|], string [|B|], [property: Key(0)] int C")]
    public Task Reports_members_without(string parameters) => VerifyAsync(parameters);

    private static Task VerifyAsync(string parameters) => Rule.VerifyAsync<MemberHasNoKeyAnalyzer>($"[Record] public partial record X({parameters});");
}
