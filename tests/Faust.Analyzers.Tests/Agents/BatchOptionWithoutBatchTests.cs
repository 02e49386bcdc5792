namespace Faust.Analyzers.Agents;

public sealed class BatchOptionWithoutBatchTests
{
    [Theory]
    [InlineData("Batch = 5, Within = \"00:00:01\"", "ValueTask HandleAsync(IReadOnlyList<Event<string, Flight>> b) => default;")]
    [InlineData("Name = \"a\"", "void Handle(Flight f) { }")]
    [InlineData("Batch = 5", "int Handle(Flight f) => 0;")]
    public Task Accepts_options_that_matter(string options, string handler) => VerifyAsync(options, handler);

    [Theory]
    [InlineData("Batch = [|5|]", "void Handle(Flight f) { }")]
    [InlineData("Name = \"a\", Within = [|\"00:00:01\"|], Batch = [|1|]", "ValueTask HandleAsync(Event<string, Flight> e) => default;")]
    public Task Reports_options_without_effect(string options, string handler) => VerifyAsync(options, handler);

    private static Task VerifyAsync(string options, string handler) => Rule.VerifyAsync<BatchOptionWithoutBatchAnalyzer>(
        $"[Agent<Flights>({options})] public sealed partial class Track {{ public {handler} }}");
}
