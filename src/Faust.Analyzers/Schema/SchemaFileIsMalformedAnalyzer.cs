using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Faust.Analyzers.Schema;

/// <summary>A line of <c>faust.schema.txt</c> says nothing, or is there twice; or the file is not the only one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class SchemaFileIsMalformedAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.SchemaFileIsMalformed];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterAdditionalFileAction(c =>
        {
            if (!SchemaFile.IsSchema(c.AdditionalFile) || SchemaFile.Parse(c.AdditionalFile, c.CancellationToken) is not { } file) return;
            if (SchemaFile.FindText(c.Options) is { } read && read.Path != file.Path)
            {
                c.ReportDiagnostic(Diagnostic.Create(
                    DiagnosticDescriptors.SchemaFileIsMalformed,
                    file.LocationOf(default),
                    "the project has another one, which is read in its place: move the lines there"));
                return;
            }

            foreach ((TextSpan span, string reason) in file.Problems)
                c.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.SchemaFileIsMalformed, file.LocationOf(span), reason));
        });
    }
}
