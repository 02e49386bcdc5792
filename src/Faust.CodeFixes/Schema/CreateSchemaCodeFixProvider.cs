using System.Collections.Immutable;
using System.Composition;
using Faust.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Faust.CodeFixes.Schema;

/// <summary>Begins to guard an assembly: writes the file with all of its records.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CreateSchemaCodeFixProvider))]
[Shared]
internal sealed class CreateSchemaCodeFixProvider : SchemaCodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => [DiagnosticIds.SchemaIsNotGuarded];

    protected override string Title => "Create faust.schema.txt";
}
