using Faust.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Records;

/// <summary>FAUST0015: a pattern is none, or bounds leave nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class InvalidCheckAnalyzer : RecordAnalyzer
{
    protected override DiagnosticDescriptor Rule => DiagnosticDescriptors.InvalidCheck;

    protected override object[]? Describe(INamedTypeSymbol record, RecordFailure failure) => failure.Kind == RecordFailureKind.InvalidCheck
        ? [record.Name, failure.Member ?? record.Name, failure.Detail]
        : null;
}
