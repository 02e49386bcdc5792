using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>Finds the attributes of members wherever C# lets their authors write them.</summary>
/// <param name="constructor">The constructor that reading calls: an attribute on a positional parameter is meant for its member.</param>
internal sealed class MemberAttributes(RecordConstructor constructor)
{
    public AttributeData? Find(RecordMember member, INamedTypeSymbol? attribute)
    {
        if (attribute is null) return null;
        return KnownSymbols.FindAttribute(member.Symbol, attribute)
            ?? (ParameterOf(member) is { } parameter ? KnownSymbols.FindAttribute(parameter, attribute) : null)
            ?? (BackingField(member) is { } field ? KnownSymbols.FindAttribute(field, attribute) : null);
    }

    /// <summary>All attributes, from wherever they are written.</summary>
    public IEnumerable<AttributeData> FindAll(RecordMember member) => member.Symbol.GetAttributes()
        .Concat(ParameterOf(member)?.GetAttributes() ?? [])
        .Concat(BackingField(member)?.GetAttributes() ?? []);

    public bool Has(RecordMember member, INamedTypeSymbol? attribute) => Find(member, attribute) is not null;

    private IParameterSymbol? ParameterOf(RecordMember member)
    {
        List<IParameterSymbol> same = constructor.Symbol.Parameters
            .Where(p => string.Equals(p.Name, member.Name, StringComparison.OrdinalIgnoreCase) && SymbolEqualityComparer.Default.Equals(p.Type, member.Type))
            .ToList();
        return same.FirstOrDefault(p => p.Name == member.Name) ?? same.FirstOrDefault();
    }

    private static ISymbol? BackingField(RecordMember member) => member.Symbol.ContainingType.GetMembers()
        .FirstOrDefault(f => f is IFieldSymbol { AssociatedSymbol: { } owner } && SymbolEqualityComparer.Default.Equals(owner, member.Symbol));
}
