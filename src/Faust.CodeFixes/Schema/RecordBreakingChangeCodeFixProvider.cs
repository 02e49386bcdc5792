using System.Collections.Immutable;
using System.Composition;
using Faust.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Faust.CodeFixes.Schema;

/// <summary>Says in the file that data already written are given up.</summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(RecordBreakingChangeCodeFixProvider),
    DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)],
    DocumentExtensions = [".cs", ".txt"])]
[Shared]
internal sealed class RecordBreakingChangeCodeFixProvider : SchemaCodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds =>
        [DiagnosticIds.SchemaMemberIsGone, DiagnosticIds.SchemaTypeChanged, DiagnosticIds.SchemaMemberIsRequired];

    protected override string Title => "Record the breaking change in faust.schema.txt";
}
