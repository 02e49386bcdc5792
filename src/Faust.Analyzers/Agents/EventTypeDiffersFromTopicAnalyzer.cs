using Faust.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Agents;

/// <summary>FAUST0101: an agent's handler takes other events than its topic has.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class EventTypeDiffersFromTopicAnalyzer : TopologyAnalyzer
{
    protected override DiagnosticDescriptor Rule => DiagnosticDescriptors.EventTypeDiffersFromTopic;

    protected override object[]? Describe(MarkedType marked, TopologyFailure failure) => failure.Kind == TopologyFailureKind.EventType
        ? [$"{marked.Type.Name}.{failure.Target}", failure.Actual, marked.Attribute.AttributeClass!.TypeArguments[0].Name, failure.Expected]
        : null;
}
