namespace Faust.Analyzers.Agents;

public sealed class HandlerHasNoKnownShapeTests
{
    [Theory]
    [InlineData("public void Handle(Flight f) { }")]
    [InlineData("public void Handle(Flight? f) { }")]
    [InlineData("public void Handle(Event<string, Flight> e) { }")]
    [InlineData("public void Handle(in Event<string, Flight> e) { }")]
    [InlineData("public void Handle(Flight f, CancellationToken c) { }")]
    [InlineData("public ValueTask HandleAsync(Flight f) => default;")]
    [InlineData("public Task HandleAsync(Flight f) => Task.CompletedTask;")]
    [InlineData("public async ValueTask HandleAsync(Event<string, Flight> e, CancellationToken c) => await Task.Yield();")]
    [InlineData("public ValueTask HandleAsync(IReadOnlyList<Event<string, Flight>> batch) => default;")]
    [InlineData("public Task HandleAsync(IReadOnlyList<Event<string, Flight>> batch, CancellationToken c) => Task.CompletedTask;")]
    [InlineData("public void Handle(Flight f) { } private void Handle(string text) { }")]
    public Task Accepts_known_shapes(string handler) => VerifyAsync(handler, flagsType: false);

    [Theory]
    [InlineData("private void [|Handle|](Flight f) { }")]
    [InlineData("public static void [|Handle|](Flight f) { }")]
    [InlineData("public void [|Handle|]<T>(Flight f) { }")]
    [InlineData("public void [|Handle|]() { }")]
    [InlineData("public void [|Handle|](Flight f, int n) { }")]
    [InlineData("public void [|Handle|](Flight f, CancellationToken c, int n) { }")]
    [InlineData("public void [|Handle|](ref Flight f) { }")]
    [InlineData("public int [|Handle|](Flight f) => 0;")]
    [InlineData("public ValueTask<int> [|HandleAsync|](Flight f) => default;")]
    [InlineData("public async void [|Handle|](Flight f) => await Task.Yield();")]
    [InlineData("public ValueTask [|Handle|](Flight f) => default;")]
    [InlineData("public void [|HandleAsync|](Flight f) { }")]
    [InlineData("public void [|Handle|](IReadOnlyList<Event<string, Flight>> batch) { }")]
    [InlineData("public ValueTask [|HandleAsync|](List<Event<string, Flight>> batch) => default;")]
    [InlineData("public ValueTask [|HandleAsync|](Event<string, Flight>[] batch) => default;")]
    [InlineData("public void Handle(Flight f) { } public void [|Handle|](Event<string, Flight> e) { }")]
    [InlineData("public void Handle(Flight f) { } public ValueTask [|HandleAsync|](Flight f) => default;")]
    public Task Reports_other_shapes(string handler) => VerifyAsync(handler, flagsType: false);

    [Theory]
    [InlineData("")]
    [InlineData("public void OnFlight(Flight f) { }")]
    [InlineData("public void handle(Flight f) { }")]
    public Task Reports_the_agent_that_has_no_handler(string members) => VerifyAsync(members, flagsType: true);

    [Fact]
    public Task Accepts_an_inherited_handler() => Rule.VerifyAsync<HandlerHasNoKnownShapeAnalyzer>("""
        public abstract class Handler { public virtual void Handle(Flight f) { } }
        [Agent<Flights>] public sealed partial class Inherits : Handler;
        [Agent<Flights>] public sealed partial class Overrides : Handler { public override void Handle(Flight f) { } }
        """);

    [Fact]
    public Task Reports_an_inherited_handler_of_no_known_shape_on_the_agent() => Rule.VerifyAsync<HandlerHasNoKnownShapeAnalyzer>("""
        public abstract class Handler { public int Handle(Flight f) => 0; }
        [Agent<Flights>] public sealed partial class [|Inherits|] : Handler;
        """);

    [Fact]
    public Task Accepts_other_types_named_alike() => Rule.VerifyAsync<HandlerHasNoKnownShapeAnalyzer>("""
        namespace Other
        {
            public sealed class AgentAttribute<T> : Attribute;
            [Other.Agent<Flights>] public sealed class NoAgent;
        }
        """);

    private static Task VerifyAsync(string members, bool flagsType) => Rule.VerifyAsync<HandlerHasNoKnownShapeAnalyzer>(
        $"#nullable enable\n[Agent<Flights>] public sealed partial class {(flagsType ? "[|Track|]" : "Track")} {{ {members} }}");
}
