using Faust.Generators.Helpers;
using Faust.Generators.Model;
using Faust.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace Faust.Analyzers;

/// <summary>A class marked <c>[Topic]</c>, <c>[Table]</c> or <c>[Agent]</c>, with what the shared parser finds wrong with it.</summary>
internal readonly record struct MarkedType(
    INamedTypeSymbol Type, TopologyRole Role, AttributeData Attribute, EquatableArray<TopologyFailure> Failures)
{
    public static IEnumerable<MarkedType> Find(INamedTypeSymbol type)
    {
        if (TopologySymbols.FindAttribute(type, TopologySymbols.TopicAttribute) is { } topic)
            yield return new MarkedType(type, TopologyRole.Topic, topic, TopicParser.Parse(type).Failures);
        if (TopologySymbols.FindAttribute(type, TopologySymbols.TableAttribute) is { } table)
            yield return new MarkedType(type, TopologyRole.Table, table, TableParser.Parse(type).Failures);
        if (TopologySymbols.FindAttribute(type, TopologySymbols.AgentAttribute) is { } agent)
            yield return new MarkedType(type, TopologyRole.Agent, agent, AgentParser.Parse(type).Failures);
    }
}
