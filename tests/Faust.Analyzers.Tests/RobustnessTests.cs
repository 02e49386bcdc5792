using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Faust.Analyzers;

/// <summary>Programs as they are while somebody types them.</summary>
public sealed class RobustnessTests
{
    private const string Source = """
        [assembly: FaustModule(typeof(Module))]
        public static class Module;
        [Agent<Flights>(Name = "track", Batch = 5, Within = "00:00:01")]
        public sealed partial class Track(Delays delays, LateFlights late, int retries = 3, CancellationToken stopping = default) : IDisposable
        {
            public ValueTask HandleAsync(IReadOnlyList<Event<string, Flight>> batch, CancellationToken token) => default;
            public void Dispose() { }
        }
        [Agent<Counts>] public partial class Count { public async void Handle(Event<string, long> e) => await Task.Yield(); }
        """ + TestSources.Declarations;

    [Fact]
    public async Task No_rule_throws_where_a_token_is_missing()
    {
        foreach (SyntaxToken token in await TokensAsync())
            await Compile.AnalyzeAsync(Compile.Program(Source.Remove(token.SpanStart, token.Span.Length)));
    }

    [Fact]
    public async Task No_rule_throws_where_the_rest_is_missing()
    {
        foreach (SyntaxToken token in await TokensAsync())
            await Compile.AnalyzeAsync(Compile.Program(Source[..token.SpanStart]));
    }

    [Fact]
    public async Task No_rule_throws_without_the_runtime()
    {
        Compilation compilation = Compile.Program(Source);
        await Compile.AnalyzeAsync(compilation.RemoveReferences(compilation.References.Where(r => r.Display!.EndsWith("Faust.Runtime.dll", StringComparison.Ordinal))));
        await Compile.AnalyzeAsync(compilation.RemoveAllReferences());
    }

    private static async Task<IEnumerable<SyntaxToken>> TokensAsync() =>
        (await CSharpSyntaxTree.ParseText(Source).GetRootAsync(TestContext.Current.CancellationToken)).DescendantTokens();
}
