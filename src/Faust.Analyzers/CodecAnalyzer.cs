using System.Collections.Immutable;
using Faust.Generators.Model;
using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers;

/// <summary>A rule that reports some of the reasons why the keys or values of a topic or a table have no codec.</summary>
internal abstract class CodecAnalyzer : DiagnosticAnalyzer
{
    protected abstract DiagnosticDescriptor Rule { get; }

    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    /// <summary>Why, and what to do about it; null if it is another rule's.</summary>
    protected abstract (string Reason, string Advice)? Describe(CodecFailure failure);

    private void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        // Who is generic is no topic or table anyway, and other rules say so.
        if (type.IsGenericType || TopologySymbols.FindMarkedBase(type) is not { } keyed) return;
        Analyze(context, type, keyed.TypeArguments[0], isKey: true);
        Analyze(context, type, keyed.TypeArguments[1], isKey: false);
    }

    private void Analyze(SymbolAnalysisContext context, INamedTypeSymbol type, ITypeSymbol argument, bool isKey)
    {
        if (KeyValueParser.IsBroken(argument)) return;
        CodecParser.Parse(type, argument, isKey, KnownSymbols.Of(context.Compilation), out CodecFailure? failure);
        if (failure is null || Describe(failure) is not var (reason, advice)) return;
        context.ReportDiagnostic(Diagnostic.Create(
            Rule, TopologyLocations.OfType(type), type.Name, isKey ? "key" : "value", reason, advice, failure.Codec));
    }
}
