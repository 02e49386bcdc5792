using System.Collections.Immutable;
using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Records;

/// <summary>FAUST0001: a marked type, or one around it, is not partial.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class TypeIsNotPartialAnalyzer : DiagnosticAnalyzer
{
    private static readonly (string Attribute, string Mark)[] Marks =
    [
        (TopologySymbols.RecordAttribute, "Record"),
        (TopologySymbols.TopicAttribute, "Topic"),
        (TopologySymbols.TableAttribute, "Table"),
        (TopologySymbols.AgentAttribute, "Agent"),
    ];

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.TypeIsNotPartial];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach ((string attribute, string mark) in Marks)
        {
            if (TopologySymbols.FindAttribute(type, attribute) is null) continue;
            if (TypeDeclarationParser.FindNotPartial(type) is { } closed)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.TypeIsNotPartial, TopologyLocations.OfType(type), type.Name, mark, closed.Name));
            }

            return;
        }
    }
}
