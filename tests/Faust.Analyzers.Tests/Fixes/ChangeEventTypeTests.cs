using Faust.Analyzers.Agents;
using Faust.CodeFixes;

namespace Faust.Analyzers.Fixes;

public sealed class ChangeEventTypeTests
{
    [Theory]
    [InlineData("Handle(long [|f|]) { }", "Handle(Flight f) { }")]
    [InlineData("Handle(Event<long, Flight> [|e|]) { }", "Handle(Event<string, Flight> e) { }")]
    [InlineData("Handle(in Event<string, long> [|e|]) { }", "Handle(in Event<string, Flight> e) { }")]
    public Task Fixes_one_event(string source, string @fixed) => VerifyAsync($"public void {source}", $"public void {@fixed}");

    [Fact]
    public Task Fixes_batches() => VerifyAsync(
        "public ValueTask HandleAsync(IReadOnlyList<Event<int, int>> [|batch|]) => default;",
        "public ValueTask HandleAsync(IReadOnlyList<Event<string, Flight>> batch) => default;");

    [Fact]
    public Task Fixes_batches_of_values() => VerifyAsync(
        "public ValueTask HandleAsync(IReadOnlyList<Flight> [|batch|]) => default;",
        "public ValueTask HandleAsync(IReadOnlyList<Event<string, Flight>> batch) => default;");

    private static Task VerifyAsync(string source, string @fixed) => Rule.VerifyFixAsync<EventTypeDiffersFromTopicAnalyzer, ChangeEventTypeCodeFixProvider>(
        $"[Agent<Flights>] public sealed partial class A {{ {source} }}", $"[Agent<Flights>] public sealed partial class A {{ {@fixed} }}");
}
