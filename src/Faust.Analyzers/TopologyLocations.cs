using Faust.Generators.Model;
using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Faust.Analyzers;

/// <summary>Finds the place of a failure, which the model does not hold.</summary>
internal static class TopologyLocations
{
    public static Location Find(MarkedType marked, TopologyFailure failure, CancellationToken cancellationToken) =>
        FindTarget(marked, failure, cancellationToken) ?? OfType(marked.Type);

    public static Location OfType(INamedTypeSymbol type) => type.Locations.FirstOrDefault(l => l.IsInSource) ?? Location.None;

    private static Location? FindTarget(MarkedType marked, TopologyFailure failure, CancellationToken token) => failure.Kind switch
    {
        TopologyFailureKind.InvalidName or TopologyFailureKind.InvalidPartitions or TopologyFailureKind.InvalidOption
            or TopologyFailureKind.ConcurrentBatches =>
            OfArgument(marked.Attribute, failure.Target, token),
        TopologyFailureKind.TopicNotDeclared => marked.Attribute.ApplicationSyntaxReference?.GetSyntax(token).GetLocation(),
        TopologyFailureKind.HandlerShape or TopologyFailureKind.HandlerAsyncVoid or TopologyFailureKind.HandlerName =>
            InSource(FindHandler(marked.Type, 0)),
        TopologyFailureKind.HandlerAmbiguous => InSource(FindHandler(marked.Type, 1)),
        TopologyFailureKind.EventType => InSource(FindHandler(marked.Type, 0)?.Parameters.FirstOrDefault()),
        TopologyFailureKind.ConstructorParameter or TopologyFailureKind.TableKey or TopologyFailureKind.TableKeyCodec =>
            InSource(AgentConstructorParser.FindConstructor(marked.Type)?.Parameters.FirstOrDefault(p => p.Name == failure.Target)),
        _ => null,
    };

    // An inherited handler is right where it is: the agent is what is wrong.
    private static IMethodSymbol? FindHandler(INamedTypeSymbol agent, int index) => HandlerParser.FindCandidates(agent)
        .Where(m => SymbolEqualityComparer.Default.Equals(m.ContainingType, agent))
        .OrderBy(m => m.DeclaredAccessibility == Accessibility.Public ? 0 : 1)
        .ElementAtOrDefault(index);

    private static Location? InSource(ISymbol? symbol) => symbol?.Locations.FirstOrDefault(l => l.IsInSource);

    public static Location? OfArgument(AttributeData attribute, string name, CancellationToken cancellationToken)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is not AttributeSyntax syntax) return null;
        AttributeArgumentSyntax? argument = syntax.ArgumentList?.Arguments.FirstOrDefault(a => NameOf(a) == name);
        return (argument?.Expression ?? (SyntaxNode)syntax).GetLocation();

        // The marks' constructors have one parameter, which need not be named.
        static string NameOf(AttributeArgumentSyntax a) =>
            a.NameEquals?.Name.Identifier.ValueText ?? a.NameColon?.Name.Identifier.ValueText ?? "name";
    }
}
