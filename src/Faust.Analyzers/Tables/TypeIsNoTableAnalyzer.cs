using Faust.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Tables;

/// <summary>FAUST0201: a class marked [Table] cannot be one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class TypeIsNoTableAnalyzer : TopologyAnalyzer
{
    protected override DiagnosticDescriptor Rule => DiagnosticDescriptors.TypeIsNoTable;

    protected override object[]? Describe(MarkedType marked, TopologyFailure failure)
    {
        if (marked.Role != TopologyRole.Table) return null;
        string? reason = failure.Kind switch
        {
            TopologyFailureKind.WrongBase => $"it does not derive from {failure.Expected}",
            TopologyFailureKind.NotUsable => failure.Actual,
            _ => null,
        };
        return reason is null ? null : [marked.Type.Name, reason];
    }
}
