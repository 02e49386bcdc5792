namespace Faust.Analyzers.Agents;

public sealed class OrderingWithoutConcurrencyTests
{
    [Theory]
    [InlineData("Concurrency = 2, Ordering = Ordering.None", "ValueTask HandleAsync(Event<string, Flight> e) => default;")]
    [InlineData("Concurrency = 2, Ordering = Ordering.None", "void Handle(Flight f) { }")]
    [InlineData("Name = \"a\"", "ValueTask HandleAsync(Event<string, Flight> e) => default;")]
    public Task Accepts_an_order_of_several(string options, string handler) => VerifyAsync(options, handler);

    [Theory]
    [InlineData("Ordering = [|Ordering.PerKey|]", "ValueTask HandleAsync(Event<string, Flight> e) => default;")]
    [InlineData("Concurrency = 1, Ordering = [|Ordering.None|]", "void Handle(Flight f) { }")]
    public Task Reports_an_order_of_one(string options, string handler) => VerifyAsync(options, handler);

    private static Task VerifyAsync(string options, string handler) => Rule.VerifyAsync<OrderingWithoutConcurrencyAnalyzer>(
        $"[Agent<Flights>({options})] public sealed partial class Track {{ public {handler} }}");
}
