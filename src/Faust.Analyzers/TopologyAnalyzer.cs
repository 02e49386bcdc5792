using System.Collections.Immutable;
using Faust.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers;

/// <summary>A rule that reports some of the failures of the parser that it shares with the generator.</summary>
internal abstract class TopologyAnalyzer : DiagnosticAnalyzer
{
    protected abstract DiagnosticDescriptor Rule { get; }

    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    /// <summary>The arguments of the message for a failure, or null if it is another rule's.</summary>
    protected abstract object[]? Describe(MarkedType marked, TopologyFailure failure);

    private void Analyze(SymbolAnalysisContext context)
    {
        foreach (MarkedType marked in MarkedType.Find((INamedTypeSymbol)context.Symbol))
        {
            foreach (TopologyFailure failure in marked.Failures)
            {
                if (Describe(marked, failure) is not { } arguments) continue;
                Location location = TopologyLocations.Find(marked, failure, context.CancellationToken);
                ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty;
                if (failure.Replacement.Length > 0) properties = properties.Add(DiagnosticProperties.Replacement, failure.Replacement);
                context.ReportDiagnostic(Diagnostic.Create(Rule, location, properties, arguments));
            }
        }
    }
}
