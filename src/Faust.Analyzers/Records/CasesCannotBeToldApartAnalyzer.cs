using Faust.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Records;

/// <summary>FAUST0012: the discriminator of a case is that of another, or none.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class CasesCannotBeToldApartAnalyzer : RecordAnalyzer
{
    protected override DiagnosticDescriptor Rule => DiagnosticDescriptors.CasesCannotBeToldApart;

    protected override object[]? Describe(INamedTypeSymbol record, RecordFailure failure)
    {
        string[] details = failure.Detail.Split('|');
        (string Reason, string Advice)? text = failure.Kind switch
        {
            RecordFailureKind.RepeatedCase => ("it is listed twice", "remove one of the two"),
            RecordFailureKind.RepeatedCaseValue => ($"'{details[0]}' is \"{details[details.Length - 1]}\" too", "give it a value of its own"),
            RecordFailureKind.CaseWithoutValue => ("it has no discriminator", "give [JsonDerivedType] one"),
            RecordFailureKind.NumberAsNamespace => (
                $"{failure.Detail} is a number, and Faust's namespaces are text",
                "give it a text, or the hierarchy a Discriminator"),
            RecordFailureKind.TwoNamespaces => (
                $"it is listed as \"{details[0]}\", but writes itself as \"{details[details.Length - 1]}\"",
                "list it without a value, or give the hierarchy a Discriminator"),
            _ => null,
        };
        return text is { } t ? [record.Name, failure.Member!, t.Reason, t.Advice] : null;
    }
}
