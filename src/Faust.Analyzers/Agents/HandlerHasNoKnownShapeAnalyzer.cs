using Faust.Generators.Model;
using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Faust.Analyzers.Agents;

/// <summary>FAUST0100: generated code finds no one method to call.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class HandlerHasNoKnownShapeAnalyzer : TopologyAnalyzer
{
    protected override DiagnosticDescriptor Rule => DiagnosticDescriptors.HandlerHasNoKnownShape;

    protected override object[]? Describe(MarkedType marked, TopologyFailure failure)
    {
        string? reason = failure.Kind switch
        {
            TopologyFailureKind.HandlerMissing => "it has no handler",
            TopologyFailureKind.HandlerAmbiguous => "it has more than one handler",
            TopologyFailureKind.HandlerShape => $"'{failure.Target}' does not fit, as {failure.Actual}",
            TopologyFailureKind.HandlerAsyncVoid => $"'{failure.Target}' is async void, so nobody can wait for it or see it fail",
            TopologyFailureKind.HandlerName => $"'{failure.Target}' returns '{failure.Actual}', so it is to be named '{failure.Expected}'",
            _ => null,
        };
        return reason is null ? null : [marked.Type.Name, reason, Events(marked)];
    }

    private static string Events(MarkedType marked)
    {
        INamedTypeSymbol? topic = TopologySymbols.FindTopicBase(marked.Attribute.AttributeClass!.TypeArguments[0]);
        string key = Display(topic?.TypeArguments[0]) ?? "TKey", value = Display(topic?.TypeArguments[1]) ?? "TValue";
        return $"'{value}', 'Event<{key}, {value}>' or (HandleAsync) 'IReadOnlyList<Event<{key}, {value}>>'";
    }

    private static string? Display(ITypeSymbol? type) => type?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
