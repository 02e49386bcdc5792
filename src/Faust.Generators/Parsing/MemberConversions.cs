using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>What a member's attributes convert, and which of them its type made use of.</summary>
internal sealed class MemberConversions
{
    private readonly List<AttributeData> _attributes;
    private readonly IReadOnlyList<Conversion> _conversions;
    private readonly HashSet<AttributeData> _used = [];

    private MemberConversions(List<AttributeData> attributes, KnownSymbols symbols)
    {
        _attributes = attributes;
        _conversions = Conversion.FindAll(attributes, symbols);
    }

    /// <summary>The attributes that fit nothing in the member's type.</summary>
    public IEnumerable<AttributeData> Unused => _attributes.Where(a => !_used.Contains(a));

    public static MemberConversions? Of(IEnumerable<AttributeData> attributes, KnownSymbols symbols)
    {
        List<AttributeData> own = attributes.Where(a => Conversion.IsAny(a, symbols)).ToList();
        return own.Count == 0 ? null : new MemberConversions(own, symbols);
    }

    public Conversion? Find(ITypeSymbol type, WireForm form)
    {
        Conversion? found = _conversions.FirstOrDefault(c => SymbolEqualityComparer.Default.Equals(c.Type, type) && !form.IsWithin(c));
        if (found is not null) _used.Add(found.Attribute);
        return found;
    }
}
