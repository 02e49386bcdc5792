using Faust.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>What an attribute says of how a type travels that is written by code of the user's.</summary>
internal sealed class Conversion
{
    private Conversion(AttributeData attribute, WireTypeKind kind, ITypeSymbol type, INamedTypeSymbol converter)
    {
        Attribute = attribute;
        Kind = kind;
        Type = type;
        Converter = converter;
    }

    public AttributeData Attribute { get; }

    /// <summary><see cref="WireTypeKind.Converted"/>, <see cref="WireTypeKind.Custom"/> or <see cref="WireTypeKind.Context"/>.</summary>
    public WireTypeKind Kind { get; }

    /// <summary>The type that is converted.</summary>
    public ITypeSymbol Type { get; }

    /// <summary>The converter or the context.</summary>
    public INamedTypeSymbol Converter { get; }

    /// <summary>Of <see cref="WireTypeKind.Converted"/>: the type that travels.</summary>
    public ITypeSymbol? Wire { get; private init; }

    public bool IsMessagePackToo { get; private init; }

    /// <summary>All that the attributes of a member, a type or an assembly convert, in their order.</summary>
    public static IReadOnlyList<Conversion> FindAll(ISymbol symbol, KnownSymbols symbols) => FindAll(symbol.GetAttributes(), symbols);

    /// <inheritdoc cref="FindAll(ISymbol, KnownSymbols)"/>
    public static IReadOnlyList<Conversion> FindAll(IEnumerable<AttributeData> attributes, KnownSymbols symbols)
    {
        List<Conversion>? all = null;
        foreach (AttributeData attribute in attributes)
        {
            if (ConverterOf(attribute, symbols) is { } converter) (all ??= []).AddRange(OfConverter(attribute, converter, symbols));
            else if (ContextOf(attribute, symbols) is { } context) (all ??= []).AddRange(OfContext(attribute, context, symbols));
        }

        return all ?? (IReadOnlyList<Conversion>)[];
    }

    /// <summary>Whether the attribute names a converter or a context at all.</summary>
    public static bool IsAny(AttributeData attribute, KnownSymbols symbols) =>
        ConverterOf(attribute, symbols) is not null || ContextOf(attribute, symbols) is not null;

    /// <summary>The converter that the attribute names, if it is such an attribute.</summary>
    public static INamedTypeSymbol? ConverterOf(AttributeData attribute, KnownSymbols symbols) => Argument(attribute, symbols.Converter);

    /// <summary>The context that the attribute names, if it is such an attribute.</summary>
    public static INamedTypeSymbol? ContextOf(AttributeData attribute, KnownSymbols symbols) => Argument(attribute, symbols.JsonContext);

    /// <summary>Whether generated code can call what implements an interface by the converter's name.</summary>
    public static bool IsCallable(INamedTypeSymbol converter, INamedTypeSymbol contract) => contract.GetMembers().All(m =>
        converter.FindImplementationForInterfaceMember(m) is { DeclaredAccessibility: Accessibility.Public, ContainingType.TypeKind: not TypeKind.Interface });

    /// <summary>The interfaces of a converter.</summary>
    public static IEnumerable<INamedTypeSymbol> ContractsOf(INamedTypeSymbol converter, KnownSymbols symbols) => converter.AllInterfaces.Where(i =>
        Same(i.OriginalDefinition, symbols.WireConverter)
        || Same(i.OriginalDefinition, symbols.RecordConverter)
        || Same(i.OriginalDefinition, symbols.MessagePackConverter));

    private static IEnumerable<Conversion> OfConverter(AttributeData attribute, INamedTypeSymbol converter, KnownSymbols symbols)
    {
        List<INamedTypeSymbol> contracts = ContractsOf(converter, symbols).Where(c => IsCallable(converter, c)).ToList();
        foreach (INamedTypeSymbol contract in contracts)
        {
            ITypeSymbol type = contract.TypeArguments[0];
            if (Same(contract.OriginalDefinition, symbols.WireConverter))
            {
                yield return new Conversion(attribute, WireTypeKind.Converted, type, converter) { Wire = contract.TypeArguments[1] };
            }
            else if (Same(contract.OriginalDefinition, symbols.RecordConverter))
            {
                bool isMessagePackToo = contracts.Any(c => Same(c.OriginalDefinition, symbols.MessagePackConverter) && Same(c.TypeArguments[0], type));
                yield return new Conversion(attribute, WireTypeKind.Custom, type, converter) { IsMessagePackToo = isMessagePackToo };
            }
        }
    }

    private static IEnumerable<Conversion> OfContext(AttributeData attribute, INamedTypeSymbol context, KnownSymbols symbols) => context.GetAttributes()
        .Where(a => Same(a.AttributeClass, symbols.JsonSerializable) && a.ConstructorArguments.Length == 1)
        .Select(a => a.ConstructorArguments[0].Value)
        .OfType<ITypeSymbol>()
        .Where(t => t is INamedTypeSymbol or IArrayTypeSymbol)
        .Select(type => new Conversion(attribute, WireTypeKind.Context, type, context));

    private static INamedTypeSymbol? Argument(AttributeData attribute, INamedTypeSymbol? definition) =>
        definition is not null && attribute.AttributeClass is { TypeArguments.Length: 1 } type && Same(type.OriginalDefinition, definition)
            ? type.TypeArguments[0] as INamedTypeSymbol
            : null;

    private static bool Same(ISymbol? one, ISymbol? other) => one is not null && SymbolEqualityComparer.Default.Equals(one, other);
}
