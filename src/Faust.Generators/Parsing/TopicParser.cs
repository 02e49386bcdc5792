using Faust.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>Reads classes marked <c>[Topic]</c>.</summary>
internal static class TopicParser
{
    public static TopologyResult<TopicModel> Parse(INamedTypeSymbol type)
    {
        if (TopologySymbols.FindAttribute(type, TopologySymbols.TopicAttribute) is not { ConstructorArguments.Length: 1 } attribute)
            return TopologyResult<TopicModel>.Broken;
        TypedConstant nameArgument = attribute.ConstructorArguments[0];
        if (nameArgument.Kind == TypedConstantKind.Error) return TopologyResult<TopicModel>.Broken;

        var failures = new TopologyFailures();
        TopologyTypeParser.CheckKeyed(type, failures);
        string? name = nameArgument.Value as string;
        if (TopologyNames.FindFault(name) is { } fault) failures.Add(TopologyFailureKind.InvalidName, "name", name ?? "", fault);
        int partitions = attribute.NamedArguments.FirstOrDefault(a => a.Key == "Partitions").Value.Value as int? ?? 0;
        if (partitions < 0)
            failures.Add(TopologyFailureKind.InvalidPartitions, "Partitions", partitions.ToString(System.Globalization.CultureInfo.InvariantCulture));

        KeyValueModel? types = null;
        if (TopologySymbols.FindTopicBase(type) is { } topic) types = KeyValueParser.Parse(topic);
        else if (type.BaseType is not { TypeKind: TypeKind.Error }) failures.Add(TopologyFailureKind.WrongBase, expected: "Topic<TKey, TValue>");

        if (failures.Any || types is null) return failures.ToResult<TopicModel>();
        var model = new TopicModel { Type = TypeDeclarationParser.Parse(type), Name = name!, Partitions = partitions, Types = types };
        return TopologyResult<TopicModel>.Broken with { Model = model };
    }
}
