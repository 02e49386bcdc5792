using Faust.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Records;

/// <summary>FAUST0002: a member of a record has a type that cannot be serialized.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class UnsupportedMemberAnalyzer : RecordAnalyzer
{
    protected override DiagnosticDescriptor Rule => DiagnosticDescriptors.UnsupportedMember;

    protected override object[]? Describe(INamedTypeSymbol record, RecordFailure failure) => failure.Kind switch
    {
        RecordFailureKind.UnsupportedMember =>
            [record.Name, failure.Member!, $"'{failure.Detail}' is not supported", SupportedTypes.Advice],
        RecordFailureKind.UnsupportedKey =>
            [record.Name, failure.Member!, $"'{failure.Detail}' cannot be the key of a dictionary", SupportedTypes.KeyAdvice],
        RecordFailureKind.UnconstrainedTypeParameter =>
            [record.Name, failure.Member!, $"'{failure.Detail}' may stand for any type", SupportedTypes.ParameterAdviceFor(failure.Detail)],
        RecordFailureKind.ExtensionDataType =>
            [record.Name, failure.Member!, $"'{failure.Detail}' cannot hold extension data", "use RecordExtensionData"],
        RecordFailureKind.SeveralExtensionData =>
            [record.Name, failure.Member!, "another member holds the extension data", "remove one of the two"],
        _ => null,
    };
}
