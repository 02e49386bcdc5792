using System.Collections.Immutable;
using Faust.Generators.Model;
using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Agents;

/// <summary>FAUST0108: an agent whose handler cannot await asks for several at work.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ConcurrencyWithoutAwaitsAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.ConcurrencyWithoutAwaits];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (TopologySymbols.FindAttribute(type, TopologySymbols.AgentAttribute) is not { NamedArguments.Length: > 0 } attribute) return;
        // Where the agent is broken, another rule says so.
        if (AgentParser.Parse(type).Model is not { Handler.Return: HandlerReturn.Void }) return;
        if (!attribute.NamedArguments.Any(a => a.Key == "Concurrency" && a.Value.Value is > 1)) return;
        Location location = TopologyLocations.OfArgument(attribute, "Concurrency", context.CancellationToken)
            ?? TopologyLocations.OfType(type);
        context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.ConcurrencyWithoutAwaits, location, type.Name, "Concurrency"));
    }
}
