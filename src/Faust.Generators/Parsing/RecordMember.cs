using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>A public property or field of a record with its symbols, before it is known whether and how it can be set.</summary>
internal sealed class RecordMember
{
    private RecordMember(ISymbol symbol, ITypeSymbol type, bool canSet, bool isInit, bool isRequired)
    {
        Symbol = symbol;
        Type = type;
        CanSet = canSet;
        IsInit = isInit;
        IsRequired = isRequired;
    }

    public ISymbol Symbol { get; }

    public string Name => Symbol.Name;

    public ITypeSymbol Type { get; }

    /// <summary>Whether it can be set without the constructor's help.</summary>
    public bool CanSet { get; }

    public bool IsInit { get; }

    public bool IsRequired { get; }

    /// <summary>All that a getter makes visible, the type's own members before inherited ones, as System.Text.Json orders them.</summary>
    public static List<RecordMember> Collect(INamedTypeSymbol type)
    {
        var members = new List<RecordMember>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (INamedTypeSymbol? t = type; t is not null && t.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); t = t.BaseType)
        {
            // A name is hidden by whatever a derived class declares under it, travelling or not.
            var declared = new List<string>();
            foreach (ISymbol symbol in InStableOrder(t))
            {
                if (symbol.IsImplicitlyDeclared && symbol is not IPropertySymbol) continue;
                if (!names.Contains(symbol.Name) && From(symbol) is { } member) members.Add(member);
                if (symbol is IPropertySymbol or IFieldSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary } or INamedTypeSymbol or IEventSymbol)
                {
                    declared.Add(symbol.Name);
                }
            }

            names.UnionWith(declared);
        }

        return members;
    }

    // The compiler lists the parts of a partial type in the order of the files it was given.
    private static IEnumerable<ISymbol> InStableOrder(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Length < 2
        ? type.GetMembers()
        : type.GetMembers()
            .OrderBy(m => m.Locations.FirstOrDefault()?.SourceTree?.FilePath ?? "", StringComparer.Ordinal)
            .ThenBy(m => m.Locations.FirstOrDefault()?.SourceSpan.Start ?? 0);

    private static RecordMember? From(ISymbol symbol)
    {
        if (symbol.IsStatic || symbol.DeclaredAccessibility != Accessibility.Public) return null;
        switch (symbol)
        {
            case IPropertySymbol { IsIndexer: false, RefKind: RefKind.None } property:
                if (Accessor(property, p => p.GetMethod) is not { DeclaredAccessibility: Accessibility.Public }) return null;
                IMethodSymbol? setter = Accessor(property, p => p.SetMethod);
                bool canSet = setter is { DeclaredAccessibility: Accessibility.Public };
                return new RecordMember(property, property.Type, canSet, canSet && setter!.IsInitOnly, property.IsRequired);
            case IFieldSymbol { IsConst: false, AssociatedSymbol: null, RefKind: RefKind.None } field:
                return new RecordMember(field, field.Type, !field.IsReadOnly, false, field.IsRequired);
            default:
                return null;
        }
    }

    // An override may declare one accessor only and inherit the other.
    private static IMethodSymbol? Accessor(IPropertySymbol property, Func<IPropertySymbol, IMethodSymbol?> accessor)
    {
        for (IPropertySymbol? p = property; p is not null; p = p.OverriddenProperty)
        {
            if (accessor(p) is { } found) return found;
        }

        return null;
    }
}
