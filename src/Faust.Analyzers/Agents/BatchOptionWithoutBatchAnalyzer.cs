using System.Collections.Immutable;
using Faust.Generators.Model;
using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Agents;

/// <summary>FAUST0105: an agent that takes one event at a time says how many it takes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class BatchOptionWithoutBatchAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.BatchOptionWithoutBatch];

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
        // Where the handler is not known, another rule says so.
        if (AgentParser.Parse(type).Model is not { Handler.Shape: not HandlerShape.Batch }) return;
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key is not ("Batch" or "Within")) continue;
            Location location = TopologyLocations.OfArgument(attribute, argument.Key, context.CancellationToken)
                ?? TopologyLocations.OfType(type);
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.BatchOptionWithoutBatch, location, type.Name, argument.Key));
        }
    }
}
