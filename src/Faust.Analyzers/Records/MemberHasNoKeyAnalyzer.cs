using System.Collections.Immutable;
using Faust.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Records;

/// <summary>FAUST0007: a member has no [Key], though others of its record have.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class MemberHasNoKeyAnalyzer : RecordAnalyzer
{
    protected override DiagnosticDescriptor Rule => DiagnosticDescriptors.MemberHasNoKey;

    protected override object[]? Describe(INamedTypeSymbol record, RecordFailure failure) => failure.Kind == RecordFailureKind.MissingKey
        ? [record.Name, failure.Member!, failure.Detail]
        : null;

    protected override ImmutableDictionary<string, string?> PropertiesOf(RecordFailure failure) =>
        ImmutableDictionary<string, string?>.Empty.Add(DiagnosticProperties.Key, failure.Detail);
}
