namespace Faust.Analyzers.Agents;

public sealed class ConcurrencyOptionTests
{
    private const string Async = "ValueTask HandleAsync(Event<string, Flight> e) => default;";
    private const string Sync = "void Handle(Flight f) { }";
    private const string Batch = "ValueTask HandleAsync(IReadOnlyList<Event<string, Flight>> b) => default;";

    [Theory]
    [InlineData("Concurrency = 8", Async)]
    [InlineData("Concurrency = 8, Ordering = Ordering.None", Async)]
    [InlineData("Concurrency = 1", Batch)]
    [InlineData("Concurrency = 1", Sync)]
    public async Task Accepts_what_has_an_effect(string options, string handler)
    {
        await VerifyAsync<ConcurrentBatchesAnalyzer>(options, handler);
        await VerifyAsync<ConcurrencyWithoutAwaitsAnalyzer>(options, handler);
        await VerifyAsync<OrderingWithoutConcurrencyAnalyzer>(options, handler);
        await VerifyAsync<InvalidAgentOptionAnalyzer>(options, handler);
    }

    [Theory]
    [InlineData("Concurrency = [|2|]")]
    [InlineData("Batch = 5, Concurrency = [|100|], Ordering = Ordering.None")]
    public Task Reports_batches(string options) => VerifyAsync<ConcurrentBatchesAnalyzer>(options, Batch);

    [Theory]
    [InlineData("Concurrency = [|2|]")]
    [InlineData("Ordering = [|Ordering.None|], Concurrency = [|2|]")]
    public Task Reports_handlers_that_cannot_await(string options) => VerifyAsync<ConcurrencyWithoutAwaitsAnalyzer>(options, Sync);

    [Theory]
    [InlineData("Ordering = [|Ordering.PerKey|]", Async)]
    [InlineData("Concurrency = 1, Ordering = [|Ordering.None|]", Sync)]
    public Task Reports_an_order_of_one(string options, string handler) => VerifyAsync<OrderingWithoutConcurrencyAnalyzer>(options, handler);

    [Theory]
    [InlineData("Concurrency = [|0|]")]
    [InlineData("Concurrency = [|-1|]")]
    [InlineData("Concurrency = 2, Ordering = [|(Ordering)2|]")]
    public Task Reports_what_is_out_of_range(string options) => VerifyAsync<InvalidAgentOptionAnalyzer>(options, Async);

    private static Task VerifyAsync<TAnalyzer>(string options, string handler)
        where TAnalyzer : Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer, new() =>
        Rule.VerifyAsync<TAnalyzer>($"[Agent<Flights>({options})] public sealed partial class Track {{ public {handler} }}");
}
