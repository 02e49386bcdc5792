namespace Faust.Analyzers.Agents;

public sealed class EventTypeDiffersFromTopicTests
{
    [Theory]
    [InlineData("public void Handle(Flight f) { }")]
    [InlineData("public void Handle(Event<string, Flight> e) { }")]
    [InlineData("public ValueTask HandleAsync(IReadOnlyList<Event<string, Flight>> batch) => default;")]
    [InlineData("public int Handle(long other) => 0;")]
    public Task Accepts_the_topics_events(string handler) => VerifyAsync(handler);

    [Theory]
    [InlineData("public void Handle(long [|f|]) { }")]
    [InlineData("public void Handle(object [|f|]) { }")]
    [InlineData("public void Handle(Event<string, long> [|e|]) { }")]
    [InlineData("public void Handle(Event<long, Flight> [|e|]) { }")]
    [InlineData("public ValueTask HandleAsync(IReadOnlyList<Event<long, Flight>> [|batch|], CancellationToken c) => default;")]
    [InlineData("public ValueTask HandleAsync(IReadOnlyList<Flight> [|batch|]) => default;")]
    [InlineData("public ValueTask HandleAsync(IReadOnlyList<string> [|batch|]) => default;")]
    public Task Reports_other_events(string handler) => VerifyAsync(handler);

    [Fact]
    public Task Reports_a_nullable_value_where_the_topic_has_none() => Rule.VerifyAsync<EventTypeDiffersFromTopicAnalyzer>(
        "[Agent<Counts>] public sealed partial class Track { public void Handle(long? [|n|]) { } }");

    private static Task VerifyAsync(string handler) =>
        Rule.VerifyAsync<EventTypeDiffersFromTopicAnalyzer>($"[Agent<Flights>] public sealed partial class Track {{ {handler} }}");
}
