using System.Collections.Immutable;
using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Agents;

/// <summary>FAUST0106: an agent that does not retry says how long its retries wait.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RetryOptionWithoutRetriesAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.RetryOptionWithoutRetries];

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
        if (!attribute.NamedArguments.Any(a => a.Key == "Retries" && a.Value.Value is 0)) return;
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key is not ("RetryDelay" or "MaxRetryDelay")) continue;
            Location location = TopologyLocations.OfArgument(attribute, argument.Key, context.CancellationToken)
                ?? TopologyLocations.OfType(type);
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.RetryOptionWithoutRetries, location, type.Name, argument.Key));
        }
    }
}
