using System.Collections.Immutable;
using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Schema;

/// <summary>There are records, and no <c>faust.schema.txt</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class SchemaIsNotGuardedAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.SchemaIsNotGuarded];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Options.AdditionalFiles.Any(SchemaFile.IsSchema)) return;
            // One for all records: the fix writes the whole file, whichever record it is asked at.
            var lines = new Lazy<string>(() => LinesOf(start.Compilation));
            start.RegisterSymbolAction(c => Suggest(c, lines), SymbolKind.NamedType);
        });
    }

    private static void Suggest(SymbolAnalysisContext context, Lazy<string> lines)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (TopologySymbols.FindAttribute(type, TopologySymbols.RecordAttribute) is null) return;
        context.ReportDiagnostic(Diagnostic.Create(
            DiagnosticDescriptors.SchemaIsNotGuarded,
            TopologyLocations.OfType(type),
            ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.AddedLines, lines.Value),
            type.Name));
    }

    private static string LinesOf(Compilation compilation)
    {
        KnownSymbols symbols = KnownSymbols.Of(compilation);
        return string.Join("\n", TypesIn(compilation.Assembly.GlobalNamespace)
            .Where(t => TopologySymbols.FindAttribute(t, TopologySymbols.RecordAttribute) is not null)
            .Select(t => RecordParser.Parse(t, symbols))
            .Where(r => r.HasSerializer)
            .SelectMany(RecordSchema.LinesOf));
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container)
    {
        foreach (INamespaceOrTypeSymbol member in container.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol type) yield return type;
            foreach (INamedTypeSymbol inner in TypesIn(member)) yield return inner;
        }
    }
}
