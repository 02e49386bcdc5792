using System.Collections.Immutable;
using Faust.Generators.Model;
using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Schema;

/// <summary>A record cannot read what <c>faust.schema.txt</c> says was written, or has what is not in the file.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class SchemaGuardAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics =>
    [
        DiagnosticDescriptors.SchemaLacksLine,
        DiagnosticDescriptors.SchemaMemberIsGone,
        DiagnosticDescriptors.SchemaTypeChanged,
        DiagnosticDescriptors.SchemaMemberIsRequired,
    ];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (SchemaFile.Find(start.Options, start.CancellationToken) is not { IsUnderstood: true } file) return;
            start.RegisterSymbolAction(c => Compare(c, file), SymbolKind.NamedType);
            start.RegisterAdditionalFileAction(c =>
            {
                if (c.AdditionalFile.Path == file.Path) FindGoneRecords(c, file);
            });
        });
    }

    private static void Compare(SymbolAnalysisContext context, SchemaFile file)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (TopologySymbols.FindAttribute(type, TopologySymbols.RecordAttribute) is null) return;
        RecordParseResult record = RecordParser.Parse(type, KnownSymbols.Of(context.Compilation));
        if (!record.HasSerializer) return;
        foreach (SchemaFinding finding in SchemaComparison.Compare(record, file))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                finding.Rule,
                LocationOf(type, finding.Member),
                finding.Removed.Select(l => file.LocationOf(l.Span)),
                PropertiesOf(finding.Added, finding.Removed),
                [.. finding.Arguments]));
        }
    }

    private static void FindGoneRecords(AdditionalFileAnalysisContext context, SchemaFile file)
    {
        foreach (KeyValuePair<string, List<SchemaLine>> record in file.Records)
        {
            List<SchemaLine> read = record.Value.Where(l => !l.IsRemoved).ToList();
            if (read.Count == 0 || IsRecord(context.Compilation, record.Key)) continue;
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.SchemaMemberIsGone,
                file.LocationOf(read[0].Span),
                read.Skip(1).Select(l => file.LocationOf(l.Span)),
                PropertiesOf([], read),
                record.Key,
                "there is no such record: keep it or, if it has another name now, write that name in faust.schema.txt"));
        }
    }

    private static bool IsRecord(Compilation compilation, string name) => SchemaTypeFinder.Find(compilation.Assembly, name)
        .Any(t => TopologySymbols.FindAttribute(t, TopologySymbols.RecordAttribute) is not null);

    private static ImmutableDictionary<string, string?> PropertiesOf(IEnumerable<string> added, IEnumerable<SchemaLine> removed) =>
        ImmutableDictionary<string, string?>.Empty
            .Add(DiagnosticProperties.AddedLines, string.Join("\n", added))
            .Add(DiagnosticProperties.RemovedLines, string.Join("\n", removed.Select(l => l.Text)));

    private static Location LocationOf(INamedTypeSymbol record, string? member)
    {
        for (INamedTypeSymbol? type = record; type is not null && member is not null; type = type.BaseType)
        {
            ISymbol? symbol = type.GetMembers(member.TrimStart('@')).FirstOrDefault(m => m is IPropertySymbol or IFieldSymbol);
            if (symbol?.Locations.FirstOrDefault(l => l.IsInSource) is { } location) return location;
        }

        return TopologyLocations.OfType(record);
    }
}
