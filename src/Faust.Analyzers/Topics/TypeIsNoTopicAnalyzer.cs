using Faust.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Topics;

/// <summary>FAUST0302: a class marked [Topic] cannot be one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class TypeIsNoTopicAnalyzer : TopologyAnalyzer
{
    protected override DiagnosticDescriptor Rule => DiagnosticDescriptors.TypeIsNoTopic;

    protected override object[]? Describe(MarkedType marked, TopologyFailure failure)
    {
        if (marked.Role != TopologyRole.Topic) return null;
        string? reason = failure.Kind switch
        {
            TopologyFailureKind.WrongBase => $"it does not derive from {failure.Expected}",
            TopologyFailureKind.NotUsable => failure.Actual,
            _ => null,
        };
        return reason is null ? null : [marked.Type.Name, reason];
    }
}
