using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Faust.Analyzers.Schema;

/// <summary>A line of <c>faust.schema.txt</c> says nothing, or is there twice.</summary>
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
            foreach ((TextSpan span, string reason) in file.Problems)
                c.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.SchemaFileIsMalformed, file.LocationOf(span), reason));
        });
    }
}
