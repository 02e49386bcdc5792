using Faust.Analyzers.Agents;
using Faust.CodeFixes;

namespace Faust.Analyzers.Fixes;

public sealed class ReturnValueTaskTests
{
    [Theory]
    [InlineData("public async void [|Handle|](Flight f) => await Task.Yield();", "public async ValueTask HandleAsync(Flight f) => await Task.Yield();")]
    [InlineData("public async void [|HandleAsync|](Flight f) => await Task.Yield();", "public async ValueTask HandleAsync(Flight f) => await Task.Yield();")]
    public Task Fixes_async_void(string source, string @fixed) => Rule.VerifyFixAsync<HandlerHasNoKnownShapeAnalyzer, ReturnValueTaskCodeFixProvider>(
        $"[Agent<Flights>] public sealed partial class A {{ {source} }}", $"[Agent<Flights>] public sealed partial class A {{ {@fixed} }}");

    [Fact]
    public Task Fixes_several() => Rule.VerifyFixAsync<HandlerHasNoKnownShapeAnalyzer, ReturnValueTaskCodeFixProvider>(
        """
        [Agent<Flights>] public sealed partial class A { public async void [|Handle|](Flight f) => await Task.Yield(); }
        [Agent<Flights>] public sealed partial class B { public async void [|Handle|](Flight f) => await Task.Yield(); }
        """,
        """
        [Agent<Flights>] public sealed partial class A { public async ValueTask HandleAsync(Flight f) => await Task.Yield(); }
        [Agent<Flights>] public sealed partial class B { public async ValueTask HandleAsync(Flight f) => await Task.Yield(); }
        """,
        iterations: 2);
}
