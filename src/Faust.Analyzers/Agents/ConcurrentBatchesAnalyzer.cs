using Faust.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Agents;

/// <summary>FAUST0107: an agent that takes batches asks for several handlers at work.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ConcurrentBatchesAnalyzer : TopologyAnalyzer
{
    protected override DiagnosticDescriptor Rule => DiagnosticDescriptors.ConcurrentBatches;

    protected override object[]? Describe(MarkedType marked, TopologyFailure failure) => failure.Kind == TopologyFailureKind.ConcurrentBatches
        ? [marked.Type.Name, failure.Actual]
        : null;
}
