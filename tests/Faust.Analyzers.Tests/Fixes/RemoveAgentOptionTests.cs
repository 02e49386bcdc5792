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
}
