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

    /// <summary>All of them, those that an overridden property hands down included.</summary>
    public IEnumerable<AttributeData> All(RecordMember member)
    {
        IEnumerable<AttributeData> all = member.Symbol.GetAttributes();
        for (IPropertySymbol? p = (member.Symbol as IPropertySymbol)?.OverriddenProperty; p is not null; p = p.OverriddenProperty)
        {
            List<AttributeData> own = all.ToList();
            all = own.Concat(p.GetAttributes().Where(a => !own.Any(o => SymbolEqualityComparer.Default.Equals(o.AttributeClass, a.AttributeClass))));
        }

        if (ParameterOf(member) is { } parameter) all = all.Concat(parameter.GetAttributes());
        // What a base record's positional parameter carries is meant for the member that is inherited.
        INamedTypeSymbol declaring = member.Symbol.ContainingType;
        if (!SymbolEqualityComparer.Default.Equals(declaring, constructor.Symbol.ContainingType)
            && declaring.IsRecord
            && RecordConstructor.Find(declaring)?.Symbol.Parameters.FirstOrDefault(p => p.Name == member.Name) is { } inherited)
        {
            all = all.Concat(inherited.GetAttributes());
        }

        return BackingField(member) is { } field ? all.Concat(field.GetAttributes()) : all;
    }

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
