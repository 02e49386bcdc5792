using System.Collections.Immutable;
using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Records;

/// <summary>FAUST0013: a record derives from a closed hierarchy of the same assembly that does not list it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RecordIsNoCaseAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.RecordIsNoCase];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        KnownSymbols symbols = KnownSymbols.Of(context.Compilation);
        // Generic records are cases by their constructed types, of which there may be any.
        if (type.IsAbstract || type.IsGenericType || !KnownSymbols.HasAttribute(type, symbols.Record)) return;
        foreach ((INamedTypeSymbol union, UnionAttributes attributes) in UnionParser.FindHierarchies(type, symbols))
        {
            bool isOwn = SymbolEqualityComparer.Default.Equals(union.ContainingAssembly, type.ContainingAssembly);
            if (!isOwn || SymbolEqualityComparer.Default.Equals(union, type) || IsListed(type, union, attributes, symbols)) continue;
            // A fix adds our attribute, beside which those of System.Text.Json no longer count.
            bool isOurs = KnownSymbols.HasAttribute(union, symbols.RecordUnion) || union.GetAttributes().Any(a => UnionAttributes.IsCase(a, symbols));
            ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty;
            if (isOurs) properties = properties.Add(DiagnosticProperties.Union, union.GetDocumentationCommentId());
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.RecordIsNoCase, TopologyLocations.OfType(type), properties, type.Name, union.Name));
        }
    }

    // A case that is a closed hierarchy itself answers for what derives from it.
    private static bool IsListed(INamedTypeSymbol type, INamedTypeSymbol union, UnionAttributes attributes, KnownSymbols symbols) =>
        attributes.Cases.Any(c => SymbolEqualityComparer.Default.Equals(c.Type, type)
            || UnionParser.FindHierarchies(type, symbols).Any(h =>
                SymbolEqualityComparer.Default.Equals(h.Type, c.Type) && !SymbolEqualityComparer.Default.Equals(h.Type, union)));
}
