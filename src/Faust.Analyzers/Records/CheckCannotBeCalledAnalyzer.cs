using Faust.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Records;

/// <summary>FAUST0016: a check of the user's has another shape than can be called.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class CheckCannotBeCalledAnalyzer : RecordAnalyzer
{
    protected override DiagnosticDescriptor Rule => DiagnosticDescriptors.CheckCannotBeCalled;

    protected override object[]? Describe(INamedTypeSymbol record, RecordFailure failure) => failure.Kind == RecordFailureKind.UncallableCheck
        ? [record.Name, failure.Member ?? record.Name, failure.Detail]
        : null;
}
