using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Records;

public class CheckAttributeSuppressorTests
{
    private const string Usings = """
        using System.ComponentModel.DataAnnotations;
        using System.Diagnostics.CodeAnalysis;
        """;

    [Theory]
    [InlineData("[Record] public partial class R { [MaxLength(2)] public string? A { get; set; } [MinLength(1)] public string? B; }")]
    [InlineData("[Record] public partial record R([Range(typeof(decimal), \"0\", \"1\")] decimal A, [property: Length(1, 2)] string B, [property: Compare(\"B\")] string C);")]
    [InlineData("[Record] public readonly partial record struct R([MaxLength(2)] string A);")]
    [InlineData("[Record] public partial class R { public R([MaxLength(2)] string a) => A = a; public string A { get; } }")]
    [InlineData("public partial class O { [Record] public partial class R<T> { [MaxLength(2)] public T? A { get; set; } } }")]
    [InlineData("[Record] public partial class R; public partial class R { [MaxLength(2)] public string? A { get; set; } }")]
    public async Task Nothing_is_said_of_the_checks_of_a_record(string source)
    {
        Assert.NotEmpty(await AnalyzeAsync(source, new Reflected()));
        Assert.Empty(await AnalyzeAsync(source, new Reflected(), new CheckAttributeSuppressor()));
    }

    [Theory]
    [InlineData("public class R { [MaxLength(2)] public string? A { get; set; } }")]
    [InlineData("[Record] public partial class O { public class R { [MaxLength(2)] public string? A { get; set; } } }")]
    [InlineData("[Record] public partial class R { public void M([MaxLength(2)] string a) { } }")]
    [InlineData("[Record] public partial class R { [MaxLength(2)] public static string? A { get; set; } }")]
    [InlineData("[Record] public partial class R { [Slow] public string? A { get; set; } } public class SlowAttribute : ValidationAttribute { [RequiresUnreferencedCode(\"\")] public SlowAttribute() { } }")]
    [InlineData("[Mine.Record] public partial class R { [MaxLength(2)] public string? A { get; set; } } namespace Mine { public class RecordAttribute : System.Attribute; }")]
    public async Task All_else_is_said(string source) => Assert.Single(await AnalyzeAsync(source, new Reflected(), new CheckAttributeSuppressor()));

    private static Task<ImmutableArray<Diagnostic>> AnalyzeAsync(string source, params DiagnosticAnalyzer[] analyzers)
    {
        Compilation compilation = Compile.Program(Usings + source);
        Assert.DoesNotContain(
            compilation.GetDiagnostics(TestContext.Current.CancellationToken),
            d => d.Severity == DiagnosticSeverity.Error && !OfflineReferences.IsGeneratorsPart(d));
        return Compile.AnalyzeAsync(compilation, analyzers, []);
    }

    /// <summary>Says of attributes what the SDK's analyzer of trimming says; eng/aot.sh runs with that one.</summary>
#pragma warning disable RS1001, RS2008 // No compiler loads it, and no release has it.
    private sealed class Reflected : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Rule = new("IL2026", "Reflection", "Reflection", "Trimming", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.Attribute);
        }

        private static void Analyze(SyntaxNodeAnalysisContext context)
        {
            ISymbol? constructor = context.SemanticModel.GetSymbolInfo((AttributeSyntax)context.Node, context.CancellationToken).Symbol;
            if (constructor?.GetAttributes().Any(a => a.AttributeClass?.Name == "RequiresUnreferencedCodeAttribute") == true)
                context.ReportDiagnostic(Diagnostic.Create(Rule, context.Node.GetLocation()));
        }
    }
#pragma warning restore RS1001, RS2008
}
