using Faust.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Agents;

/// <summary>FAUST0103: an option of an agent is out of range.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class InvalidAgentOptionAnalyzer : TopologyAnalyzer
{
    protected override DiagnosticDescriptor Rule => DiagnosticDescriptors.InvalidAgentOption;

    protected override object[]? Describe(MarkedType marked, TopologyFailure failure) => failure.Kind == TopologyFailureKind.InvalidOption
        ? [marked.Type.Name, failure.Target, failure.Actual, failure.Expected]
        : null;
}
