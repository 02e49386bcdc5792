using Faust.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Agents;

/// <summary>FAUST0104: what an agent reads is no declared topic.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class AgentReadsNoTopicAnalyzer : TopologyAnalyzer
{
    protected override DiagnosticDescriptor Rule => DiagnosticDescriptors.AgentReadsNoTopic;

    protected override object[]? Describe(MarkedType marked, TopologyFailure failure) => failure.Kind == TopologyFailureKind.TopicNotDeclared
        ? [marked.Type.Name, failure.Actual, failure.Expected]
        : null;
}
