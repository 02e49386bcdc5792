using Faust.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Records;

/// <summary>FAUST0011: a closed hierarchy lists a type that cannot be a case of it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class TypeCannotBeCaseAnalyzer : RecordAnalyzer
{
    protected override DiagnosticDescriptor Rule => DiagnosticDescriptors.TypeCannotBeCase;

    protected override object[]? Describe(INamedTypeSymbol record, RecordFailure failure)
    {
        string[] details = failure.Detail.Split('|');
        (string Reason, string Advice)? text = failure.Kind switch
        {
            RecordFailureKind.CaseNotRecord => ("it is no record", "mark it [Record]; a generic one is listed with its arguments"),
            RecordFailureKind.CaseNotDerived => ("it does not derive from it", $"derive it from '{record.Name}', or do not list it"),
            RecordFailureKind.AbstractSelfCase => ("it is abstract", "do not list it"),
            RecordFailureKind.SameDiscriminator => (
                $"it tells its own cases apart by '{details[0]}' too",
                "list its cases here in its place, or give it another discriminator"),
            RecordFailureKind.MemberIsDiscriminator => (
                $"its member '{details[0]}' is written as '{details[details.Length - 1]}', which is the discriminator",
                "give one of the two another name"),
            _ => null,
        };
        return text is { } t ? [record.Name, failure.Member!, t.Reason, t.Advice] : null;
    }
}
