using System.Collections.Immutable;
using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Records;

/// <summary>FAUST0028: a property of a record that anybody can read does not travel, because its setter is not public.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class PrivateSetterAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.PrivateSetter];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (TopologySymbols.FindAttribute(type, TopologySymbols.RecordAttribute) is null) return;
        foreach (IPropertySymbol property in RecordParser.FindPrivatelySet(type, KnownSymbols.Of(context.Compilation)))
        {
            // An inherited one is its declarer's to mark.
            if (!SymbolEqualityComparer.Default.Equals(property.ContainingType, type)) continue;
            if (property.Locations.FirstOrDefault(l => l.IsInSource) is not { } location) continue;
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.PrivateSetter, location, type.Name, property.Name));
        }
    }
}
