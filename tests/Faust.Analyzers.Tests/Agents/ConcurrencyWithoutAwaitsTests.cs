namespace Faust.Analyzers.Agents;

public sealed class ConcurrencyWithoutAwaitsTests
{
    [Theory]
    [InlineData("Concurrency = 8", "ValueTask HandleAsync(Event<string, Flight> e) => default;")]
    [InlineData("Concurrency = 1", "void Handle(Flight f) { }")]
    [InlineData("Concurrency = 8", "int Handle(Flight f) => 0;")]
    public Task Accepts_handlers_that_await(string options, string handler) => VerifyAsync(options, handler);

    [Theory]
    [InlineData("Concurrency = [|2|]", "void Handle(Flight f) { }")]
    [InlineData("Ordering = Ordering.None, Concurrency = [|2|]", "void Handle(Flight f) { }")]
    public Task Reports_handlers_that_cannot(string options, string handler) => VerifyAsync(options, handler);

    private static Task VerifyAsync(string options, string handler) => Rule.VerifyAsync<ConcurrencyWithoutAwaitsAnalyzer>(
        $"[Agent<Flights>({options})] public sealed partial class Track {{ public {handler} }}");
}
