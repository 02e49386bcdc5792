using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>Finds the attributes of members wherever C# lets their authors write them.</summary>
/// <param name="constructor">The constructor that reading calls: an attribute on a positional parameter is meant for its member.</param>
internal sealed class MemberAttributes(RecordConstructor constructor)
{
    private readonly Dictionary<ISymbol, IReadOnlyList<AttributeData>> _all = new(SymbolEqualityComparer.Default);

    public AttributeData? Find(RecordMember member, INamedTypeSymbol? attribute) =>
        attribute is null ? null : All(member).FirstOrDefault(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, attribute));

    /// <summary>
    /// All of them: the member's own and those that overridden properties hand down, then those of its parameter, of the parameter that
    /// declares it in a base record, and of its backing field.
    /// </summary>
    public IReadOnlyList<AttributeData> All(RecordMember member)
    {
        if (!_all.TryGetValue(member.Symbol, out IReadOnlyList<AttributeData>? all)) _all.Add(member.Symbol, all = Collect(member));
        return all;
    }

    public bool Has(RecordMember member, INamedTypeSymbol? attribute) => Find(member, attribute) is not null;

    private List<AttributeData> Collect(RecordMember member)
    {
        List<AttributeData> all = [.. member.Symbol.GetAttributes()];
        for (IPropertySymbol? p = (member.Symbol as IPropertySymbol)?.OverriddenProperty; p is not null; p = p.OverriddenProperty)
        {
            all.AddRange(p.GetAttributes().Where(a => !all.Any(o => SymbolEqualityComparer.Default.Equals(o.AttributeClass, a.AttributeClass))).ToList());
        }

        if (ParameterOf(member) is { } parameter) all.AddRange(parameter.GetAttributes());
        // What a base record's positional parameter carries is meant for the member that is inherited.
        INamedTypeSymbol declaring = member.Symbol.ContainingType;
        if (!SymbolEqualityComparer.Default.Equals(declaring, constructor.Symbol.ContainingType)
            && declaring.IsRecord
            && RecordConstructor.Find(declaring)?.Symbol.Parameters.FirstOrDefault(p => p.Name == member.Name) is { } inherited)
        {
            all.AddRange(inherited.GetAttributes());
        }

        if (BackingField(member) is { } field) all.AddRange(field.GetAttributes());
        return all;
    }

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
