using Faust.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Records;

/// <summary>FAUST0008: a member's [Key] is another's too, or no place in an array.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class InvalidKeyAnalyzer : RecordAnalyzer
{
    protected override DiagnosticDescriptor Rule => DiagnosticDescriptors.InvalidKey;

    protected override object[]? Describe(INamedTypeSymbol record, RecordFailure failure)
    {
        string? reason = failure.Kind switch
        {
            RecordFailureKind.DuplicateKey => "as another member has it: give each its own",
            RecordFailureKind.InvalidKey => "as that is no place in an array: take one from 0 to 65535",
            _ => null,
        };
        return reason is null ? null : [record.Name, failure.Member!, failure.Detail, reason];
    }
}
