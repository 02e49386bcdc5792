using Faust.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Records;

/// <summary>FAUST0004: what is marked as the event time cannot be it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class InvalidEventTimeAnalyzer : RecordAnalyzer
{
    protected override DiagnosticDescriptor Rule => DiagnosticDescriptors.InvalidEventTime;

    protected override object[]? Describe(INamedTypeSymbol record, RecordFailure failure)
    {
        string? reason = failure.Kind switch
        {
            RecordFailureKind.SeveralEventTimes => "another member is",
            RecordFailureKind.EventTimeType => $"it is of type '{failure.Detail}'",
            RecordFailureKind.EventTimeNotMember => "it is no member of the record that can be read and set",
            _ => null,
        };
        return reason is null ? null : [record.Name, failure.Member!, reason];
    }
}
