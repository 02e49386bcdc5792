using Faust.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Topics;

/// <summary>FAUST0303: Kafka does not allow the name or the number of partitions.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class InvalidTopologyNameAnalyzer : TopologyAnalyzer
{
    protected override DiagnosticDescriptor Rule => DiagnosticDescriptors.InvalidTopologyName;

    protected override object[]? Describe(MarkedType marked, TopologyFailure failure) => failure.Kind switch
    {
        TopologyFailureKind.InvalidName => [marked.Type.Name, failure.Actual, "name", failure.Expected],
        TopologyFailureKind.InvalidPartitions =>
            [marked.Type.Name, failure.Actual, "number of partitions", "give 1 or more, or 0 to let the application decide"],
        _ => null,
    };
}
