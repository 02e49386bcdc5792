using System.Collections.Immutable;
using Faust.Generators.Model;
using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Records;

/// <summary>FAUST0027: a member of a record is a <c>DateTime</c>, or holds some.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class LocalDateTimeAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.LocalDateTime];

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
        if (RecordParser.Parse(type, KnownSymbols.Of(context.Compilation)).Model is not { } record) return;
        foreach (RecordMemberModel member in record.Members.Where(m => HasDateTime(m.Type)))
        {
            // An inherited member is reported where it is declared, if that is a record.
            ISymbol? symbol = type.GetMembers(member.Name.TrimStart('@')).FirstOrDefault(m => m is IPropertySymbol or IFieldSymbol);
            if (symbol?.Locations.FirstOrDefault(l => l.IsInSource) is not { } location) continue;
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.LocalDateTime, location, type.Name, symbol.Name));
        }
    }

    private static bool HasDateTime(WireTypeModel type) =>
        type.Kind == WireTypeKind.DateTime
        || (type.Element is { } element && HasDateTime(element))
        || (type.Key is { } key && HasDateTime(key))
        || type.Items.Any(HasDateTime);
}
