using Faust.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Agents;

/// <summary>FAUST0102: generated code cannot make an instance of an agent.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class AgentCannotBeConstructedAnalyzer : TopologyAnalyzer
{
    protected override DiagnosticDescriptor Rule => DiagnosticDescriptors.AgentCannotBeConstructed;

    protected override object[]? Describe(MarkedType marked, TopologyFailure failure)
    {
        string? reason = failure.Kind switch
        {
            TopologyFailureKind.NotUsable when marked.Role == TopologyRole.Agent =>
                $"{failure.Actual}, and the class has to be one that the whole assembly can construct",
            TopologyFailureKind.Constructor => "give it one public constructor, or make one more accessible than the others",
            TopologyFailureKind.ConstructorParameter =>
                $"its constructor's parameter '{failure.Target}' cannot be given, as {failure.Actual}",
            _ => null,
        };
        return reason is null ? null : [marked.Type.Name, reason];
    }
}
