using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers;

/// <summary>Compilations for tests that look at more than one rule.</summary>
internal static class Compile
{
    public static IReadOnlyList<DiagnosticAnalyzer> AllAnalyzers { get; } = typeof(TopologyAnalyzer).Assembly.GetTypes()
        .Where(t => !t.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(t))
        .OrderBy(t => t.FullName, StringComparer.Ordinal)
        .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!)
        .ToList();

    public static CSharpCompilation Program(string source, params IEnumerable<MetadataReference> references) => CSharpCompilation.Create(
        "Program",
        [CSharpSyntaxTree.ParseText(TestSources.Usings + source, path: "Program.cs")],
        TestSources.References.Concat(references),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>What all rules say about a program. A rule that throws fails the test.</summary>
    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Compilation compilation, params ImmutableArray<AdditionalText> files) =>
        await AnalyzeAsync(compilation, AllAnalyzers, files);

    /// <summary>What some rules say about a program.</summary>
    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(
        Compilation compilation, IEnumerable<DiagnosticAnalyzer> analyzers, ImmutableArray<AdditionalText> files)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions(files),
            onAnalyzerException: null,
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false);
        ImmutableArray<Diagnostic> diagnostics = await compilation.WithAnalyzers([.. analyzers], options)
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(diagnostics, d => d.Id == "AD0001");
        return diagnostics;
    }
}
