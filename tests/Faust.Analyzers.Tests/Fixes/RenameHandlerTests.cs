using Faust.Analyzers.Agents;
using Faust.CodeFixes;

namespace Faust.Analyzers.Fixes;

public sealed class RenameHandlerTests
{
    [Fact]
    public Task Fixes_both_names_and_those_who_call_them() => Rule.VerifyFixAsync<HandlerHasNoKnownShapeAnalyzer, RenameHandlerCodeFixProvider>(
        """
        [Agent<Flights>]
        public sealed partial class A
        {
            public ValueTask [|Handle|](Flight f) => default;
        }

        [Agent<Flights>]
        public sealed partial class B
        {
            public void [|HandleAsync|](Flight f) => new A().Handle(f);
        }
        """,
        """
        [Agent<Flights>]
        public sealed partial class A
        {
            public ValueTask HandleAsync(Flight f) => default;
        }

        [Agent<Flights>]
        public sealed partial class B
        {
            public void Handle(Flight f) => new A().HandleAsync(f);
        }
        """,
        iterations: 2);
}
