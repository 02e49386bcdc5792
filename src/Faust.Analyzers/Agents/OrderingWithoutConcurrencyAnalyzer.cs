using System.Collections.Immutable;
using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Agents;

/// <summary>FAUST0109: an agent that handles one event at a time says in which order.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class OrderingWithoutConcurrencyAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.OrderingWithoutConcurrency];

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
        if (AgentParser.Parse(type).Model is not { Concurrency: 1 }) return;
        if (!attribute.NamedArguments.Any(a => a.Key == "Ordering")) return;
        // Rather than the concurrency that has no effect itself.
        if (attribute.NamedArguments.Any(a => a.Key == "Concurrency" && a.Value.Value is > 1)) return;
        Location location = TopologyLocations.OfArgument(attribute, "Ordering", context.CancellationToken)
            ?? TopologyLocations.OfType(type);
        context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.OrderingWithoutConcurrency, location, type.Name, "Ordering"));
    }
}
