using System.Collections.Immutable;
using System.Composition;
using Faust.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Faust.CodeFixes.Schema;

/// <summary>Adds the line of a new member, or of one that has another form now and still reads the old one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddSchemaLineCodeFixProvider))]
[Shared]
internal sealed class AddSchemaLineCodeFixProvider : SchemaCodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => [DiagnosticIds.SchemaLacksLine];

    protected override string Title => "Add to faust.schema.txt";
}
