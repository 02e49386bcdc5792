using Faust.Analyzers.Agents;
using Faust.CodeFixes;

namespace Faust.Analyzers.Fixes;

public sealed class RemoveAgentOptionTests
{
    [Theory]
    [InlineData("(Batch = [|5|])", "", 1)]
    [InlineData("(Batch = [|5|], Name = \"a\")", "(Name = \"a\")", 1)]
    [InlineData("(Batch = [|5|], Name = \"a\", Within = [|\"00:00:05\"|])", "(Name = \"a\")", 2)]
    [InlineData("(Batch = [|5|], Within = [|\"00:00:05\"|])", "", 2)]
    public Task Fixes_by_removing(string source, string @fixed, int iterations) =>
        Rule.VerifyFixAsync<BatchOptionWithoutBatchAnalyzer, RemoveAgentOptionCodeFixProvider>(
            $"[Agent<Flights>{source}] public sealed partial class A {{ public void Handle(Flight f) {{ }} }}",
            $"[Agent<Flights>{@fixed}] public sealed partial class A {{ public void Handle(Flight f) {{ }} }}",
            iterations);

    [Fact]
    public async Task Fixes_concurrency_without_effect()
    {
        const string Batch = "public ValueTask HandleAsync(IReadOnlyList<Event<string, Flight>> b) => default;";
        await Rule.VerifyFixAsync<ConcurrentBatchesAnalyzer, RemoveAgentOptionCodeFixProvider>(
            $"[Agent<Flights>(Batch = 5, Concurrency = [|2|])] public sealed partial class A {{ {Batch} }}",
            $"[Agent<Flights>(Batch = 5)] public sealed partial class A {{ {Batch} }}",
            1);
        await Rule.VerifyFixAsync<ConcurrencyWithoutAwaitsAnalyzer, RemoveAgentOptionCodeFixProvider>(
            "[Agent<Flights>(Concurrency = [|2|])] public sealed partial class A { public void Handle(Flight f) { } }",
            "[Agent<Flights>] public sealed partial class A { public void Handle(Flight f) { } }",
            1);
        await Rule.VerifyFixAsync<OrderingWithoutConcurrencyAnalyzer, RemoveAgentOptionCodeFixProvider>(
            "[Agent<Flights>(Ordering = [|Ordering.None|])] public sealed partial class A { public ValueTask HandleAsync(Flight f) => default; }",
            "[Agent<Flights>] public sealed partial class A { public ValueTask HandleAsync(Flight f) => default; }",
            1);
    }
}
