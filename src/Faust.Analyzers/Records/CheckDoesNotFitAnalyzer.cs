using Faust.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Records;

/// <summary>FAUST0014: an attribute cannot check values of the member's type.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class CheckDoesNotFitAnalyzer : RecordAnalyzer
{
    protected override DiagnosticDescriptor Rule => DiagnosticDescriptors.CheckDoesNotFit;

    protected override object[]? Describe(INamedTypeSymbol record, RecordFailure failure) => failure.Kind == RecordFailureKind.CheckDoesNotFit
        ? [record.Name, failure.Member ?? record.Name, failure.Detail]
        : null;
}
