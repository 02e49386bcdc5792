using Faust.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>Reads classes marked <c>[Table]</c>.</summary>
internal static class TableParser
{
    public static TopologyResult<TableModel> Parse(INamedTypeSymbol type)
    {
        if (TopologySymbols.FindAttribute(type, TopologySymbols.TableAttribute) is not { ConstructorArguments.Length: 1 } attribute)
            return TopologyResult<TableModel>.Broken;
        TypedConstant nameArgument = attribute.ConstructorArguments[0];
        if (nameArgument.Kind == TypedConstantKind.Error) return TopologyResult<TableModel>.Broken;

        var failures = new TopologyFailures();
        TopologyTypeParser.CheckKeyed(type, failures);
        string? name = nameArgument.Value as string;
        if (TopologyNames.FindTableFault(name) is { } fault) failures.Add(TopologyFailureKind.InvalidName, "name", name ?? "", fault);

        KeyValueModel? types = null;
        if (TopologySymbols.FindTableBase(type) is { } table) types = KeyValueParser.Parse(table);
        else if (type.BaseType is not { TypeKind: TypeKind.Error }) failures.Add(TopologyFailureKind.WrongBase, expected: "Table<TKey, TValue>");

        if (failures.Any || types is null) return failures.ToResult<TableModel>();
        var model = new TableModel { Type = TypeDeclarationParser.Parse(type), Name = name!, Types = types };
        return TopologyResult<TableModel>.Broken with { Model = model };
    }
}
