using Faust.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Records;

/// <summary>FAUST0029: a name on the wire does not tell which member of an enum it is.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class AmbiguousEnumNameAnalyzer : RecordAnalyzer
{
    protected override DiagnosticDescriptor Rule => DiagnosticDescriptors.AmbiguousEnumName;

    protected override object[]? Describe(INamedTypeSymbol record, RecordFailure failure) => failure.Kind == RecordFailureKind.AmbiguousEnumName
        ? [record.Name, failure.Member!, failure.Detail, failure.Other]
        : null;
}
