namespace Faust.Analyzers.Records;

public sealed class InvalidKeyTests
{
    [Theory]
    [InlineData("[Key(0)] int A, [Key(65535)] string B")]
    [InlineData("[Key(1)] int A, [Key(0)] string B")]
    public Task Accepts_different_places(string parameters) => VerifyAsync(parameters);

    [Theory]
    [InlineData("[Key(1)] int A, [Key(1)] string [|B|]")]
    [InlineData("[Key(-1)] int [|A|], [Key(1)] string B")]
    [InlineData("[Key(65536)] int [|A|], [Key(int.MaxValue)] string [|B|]")]
    public Task Reports_others(string parameters) => VerifyAsync(parameters);

    private static Task VerifyAsync(string parameters) => Rule.VerifyAsync<InvalidKeyAnalyzer>($"[Record] public partial record X({parameters});");
}
