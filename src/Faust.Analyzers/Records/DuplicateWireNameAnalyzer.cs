using Faust.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Records;

/// <summary>FAUST0003: two members of a record have one name on the wire.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class DuplicateWireNameAnalyzer : RecordAnalyzer
{
    protected override DiagnosticDescriptor Rule => DiagnosticDescriptors.DuplicateWireName;

    protected override object[]? Describe(INamedTypeSymbol record, RecordFailure failure) => failure.Kind == RecordFailureKind.DuplicateName
        ? [record.Name, failure.Member!, failure.Detail]
        : null;
}
