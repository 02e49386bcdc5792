namespace Faust.Analyzers.Agents;

public sealed class ConcurrentBatchesTests
{
    [Theory]
    [InlineData("Concurrency = 8", "ValueTask HandleAsync(Event<string, Flight> e) => default;")]
    [InlineData("Concurrency = 8", "void Handle(Flight f) { }")]
    [InlineData("Concurrency = 1", "ValueTask HandleAsync(IReadOnlyList<Event<string, Flight>> b) => default;")]
    [InlineData("Batch = 5", "ValueTask HandleAsync(IReadOnlyList<Event<string, Flight>> b) => default;")]
    public Task Accepts_one_batch_at_a_time(string options, string handler) => VerifyAsync(options, handler);

    [Theory]
    [InlineData("Concurrency = [|2|]", "ValueTask HandleAsync(IReadOnlyList<Event<string, Flight>> b) => default;")]
    [InlineData("Batch = 5, Concurrency = [|100|], Ordering = Ordering.None", "ValueTask HandleAsync(IReadOnlyList<Event<string, Flight>> b) => default;")]
    public Task Reports_several(string options, string handler) => VerifyAsync(options, handler);

    private static Task VerifyAsync(string options, string handler) => Rule.VerifyAsync<ConcurrentBatchesAnalyzer>(
        $"[Agent<Flights>({options})] public sealed partial class Track {{ public {handler} }}");
}
