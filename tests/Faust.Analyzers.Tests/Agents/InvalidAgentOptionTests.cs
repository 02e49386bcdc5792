namespace Faust.Analyzers.Agents;

public sealed class InvalidAgentOptionTests
{
    [Theory]
    [InlineData("Batch = 1")]
    [InlineData("Batch = int.MaxValue, Within = \"00:00:00.0000001\"")]
    [InlineData("Within = \"24.00:00:00\"")]
    [InlineData("Within = null")]
    [InlineData("Name = \"a\"")]
    public Task Accepts_what_is_in_range(string options) => VerifyAsync(options);

    [Theory]
    [InlineData("Batch = [|0|]")]
    [InlineData("Batch = [|-1|]")]
    [InlineData("Batch = 5, Within = [|\"0\"|]")]
    [InlineData("Within = [|\"-00:00:01\"|]")]
    [InlineData("Within = [|\"25.00:00:00\"|]")]
    [InlineData("Within = [|\"one second\"|]")]
    [InlineData("Within = [|\"\"|]")]
    [InlineData("Name = [|\" \"|]")]
    [InlineData("Batch = [|0|], Within = [|\"\"|]")]
    [InlineData("Concurrency = [|0|]")]
    [InlineData("Concurrency = [|-1|], Ordering = [|(Ordering)2|]")]
    public Task Reports_what_is_not(string options) => VerifyAsync(options);

    private static Task VerifyAsync(string options) => Rule.VerifyAsync<InvalidAgentOptionAnalyzer>(
        $"[Agent<Flights>({options})] public sealed partial class Track {{ public ValueTask HandleAsync(IReadOnlyList<Event<string, Flight>> b) => default; }}");
}
