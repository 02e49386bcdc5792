using Faust.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Records;

/// <summary>FAUST0010: a type that lists cases cannot be a closed hierarchy.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class UnionCannotBeClosedAnalyzer : RecordAnalyzer
{
    protected override DiagnosticDescriptor Rule => DiagnosticDescriptors.UnionCannotBeClosed;

    protected override object[]? Describe(INamedTypeSymbol record, RecordFailure failure)
    {
        (string Reason, string Advice)? text = failure.Kind switch
        {
            RecordFailureKind.UnionNotRecord => ("it is not marked [Record]", "mark it"),
            RecordFailureKind.UnionWithoutCases => ("it lists no cases", "list them by [RecordCase<T>]"),
            RecordFailureKind.GenericUnion => ("it is generic, or inside of a generic type", "attributes cannot name its cases, so make it one that is not"),
            RecordFailureKind.UnionNotAbstract => (
                "a value may be of its own type, which is no case",
                $"make it abstract, or list it too by [RecordCase<{record.Name}>]"),
            RecordFailureKind.DiscriminatorName => (
                $"its discriminator cannot be named \"{failure.Detail}\"",
                failure.Detail.Length == 0 ? "name it, such as \"type\"" : "leave Discriminator out, and cases are told apart by it"),
            _ => null,
        };
        return text is { } t ? [record.Name, t.Reason, t.Advice] : null;
    }
}
