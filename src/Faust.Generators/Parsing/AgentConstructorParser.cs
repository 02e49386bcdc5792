using Faust.Generators.Helpers;
using Faust.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Faust.Generators.Parsing;

/// <summary>Chooses an agent's constructor and tells where its arguments come from.</summary>
internal static class AgentConstructorParser
{
    public static EquatableArray<AgentParameterModel>? Parse(INamedTypeSymbol agent, INamedTypeSymbol topic, TopologyFailures failures)
    {
        if (FindConstructor(agent) is not { } constructor)
        {
            failures.Add(TopologyFailureKind.Constructor);
            return null;
        }

        var parameters = new List<AgentParameterModel>();
        foreach (IParameterSymbol parameter in constructor.Parameters)
        {
            if (KeyValueParser.IsBroken(parameter.Type)) return null;
            AgentParameterKind kind = KindOf(parameter.Type);
            if (FindFault(parameter, kind) is { } fault)
            {
                failures.Add(TopologyFailureKind.ConstructorParameter, parameter.Name, fault);
                continue;
            }

            if (kind == AgentParameterKind.Table) CheckKey(parameter, topic, failures);
            parameters.Add(new AgentParameterModel
            {
                Name = parameter.Name,
                Type = KeyValueParser.Reference(parameter.Type),
                Kind = kind,
                DefaultValue = kind == AgentParameterKind.Service ? DefaultValue(parameter) : null,
            });
        }

        return parameters.ToEquatableArray();
    }

    /// <summary>The one most accessible constructor that generated code can call, or null.</summary>
    public static IMethodSymbol? FindConstructor(INamedTypeSymbol agent)
    {
        List<IMethodSymbol> constructors = agent.InstanceConstructors.Where(c => Rank(c.DeclaredAccessibility) > 0).ToList();
        if (constructors.Count == 0) return null;
        int best = constructors.Max(c => Rank(c.DeclaredAccessibility));
        List<IMethodSymbol> chosen = constructors.FindAll(c => Rank(c.DeclaredAccessibility) == best);
        return chosen.Count == 1 ? chosen[0] : null;
    }

    private static int Rank(Accessibility accessibility) => accessibility switch
    {
        Accessibility.Public => 2,
        Accessibility.Internal or Accessibility.ProtectedOrInternal => 1,
        _ => 0,
    };

    private static AgentParameterKind KindOf(ITypeSymbol type)
    {
        if (TopologySymbols.FindTableBase(type) is not null) return AgentParameterKind.Table;
        if (TopologySymbols.FindTopicBase(type) is not null) return AgentParameterKind.Topic;
        return TopologySymbols.IsCancellationToken(type) ? AgentParameterKind.CancellationToken : AgentParameterKind.Service;
    }

    private static string? FindFault(IParameterSymbol parameter, AgentParameterKind kind)
    {
        if (parameter.RefKind is not (RefKind.None or RefKind.In)) return "it is passed by reference";
        string type = parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        return kind switch
        {
            AgentParameterKind.Table when TopologySymbols.FindAttribute(parameter.Type, TopologySymbols.TableAttribute) is null =>
                $"table '{type}' is not marked [Table]",
            AgentParameterKind.Topic when TopologySymbols.FindAttribute(parameter.Type, TopologySymbols.TopicAttribute) is null =>
                $"topic '{type}' is not marked [Topic]",
            AgentParameterKind.Service when TopologySymbols.IsKeyed(parameter.Type) =>
                $"'{type}' is the base class of tables or topics, not one of them",
            AgentParameterKind.Service when parameter.Type is { IsRefLikeType: true } or { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } =>
                $"no service can be of type '{type}'",
            AgentParameterKind.Service when !parameter.HasExplicitDefaultValue && IsPlain(parameter.Type) =>
                $"no service is of type '{type}'; take options instead",
            _ => null,
        };
    }

    // A container has no strings and numbers; they are configuration, which comes as options.
    private static bool IsPlain(ITypeSymbol type) => type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_String;

    private static void CheckKey(IParameterSymbol parameter, INamedTypeSymbol topic, TopologyFailures failures)
    {
        var table = (INamedTypeSymbol)parameter.Type;
        ITypeSymbol tableKey = TopologySymbols.FindTableBase(table)!.TypeArguments[0], topicKey = TopologySymbols.FindTopicBase(topic)!.TypeArguments[0];
        if (KeyValueParser.IsBroken(tableKey)) return;
        bool same = SymbolEqualityComparer.Default.Equals(tableKey, topicKey);
        string ofTable = same ? CodecSymbols.DescribeKey(table, tableKey) : Display(tableKey);
        string ofTopic = same ? CodecSymbols.DescribeKey(topic, topicKey) : Display(topicKey);
        if (same && ofTable == ofTopic) return;
        failures.Add(same ? TopologyFailureKind.TableKeyCodec : TopologyFailureKind.TableKey, parameter.Name, ofTable, ofTopic);

        static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
    }

    private static string? DefaultValue(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue) return null;
        string type = parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        if (parameter.ExplicitDefaultValue is not { } value) return $"default({type})";
        // Enum members come as their number, and a negative number is no operand of a cast.
        return $"({type})({SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)})";
    }
}
