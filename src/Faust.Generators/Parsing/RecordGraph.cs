using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>Which records lead to which through their members; finds those that can contain themselves.</summary>
/// <remarks>
/// One for each compilation, so that a type's members are looked at once however many types lead to it. Generic types are known by their
/// definitions, and lead to their arguments too: that ends even where they nest in ever longer forms, and at worst calls a type recursive
/// that is not.
/// </remarks>
internal sealed class RecordGraph(WireTypeParser types, KnownSymbols symbols)
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, INamedTypeSymbol[]> _edges = new(SymbolEqualityComparer.Default);

    /// <summary>Whether <paramref name="type"/> is among the types that its members lead to.</summary>
    public bool IsRecursive(INamedTypeSymbol type)
    {
        INamedTypeSymbol start = type.OriginalDefinition;
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<INamedTypeSymbol>();
        open.Push(start);
        while (open.Count > 0)
        {
            foreach (INamedTypeSymbol next in _edges.GetOrAdd(open.Pop(), FindEdges))
            {
                if (SymbolEqualityComparer.Default.Equals(next, start)) return true;
                if (seen.Add(next)) open.Push(next);
            }
        }

        return false;
    }

    private INamedTypeSymbol[] FindEdges(INamedTypeSymbol definition)
    {
        var edges = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        if (UnionAttributes.Find(definition, symbols) is { } union)
        {
            foreach (ITypeSymbol type in union.Cases.Select(c => c.Type).OfType<ITypeSymbol>()) AddRecords(type, edges);
            // Being one's own case is no nesting.
            edges.Remove(definition);
        }

        for (INamedTypeSymbol? t = definition; t is not null && t.SpecialType != SpecialType.System_Object; t = t.BaseType)
        {
            foreach (ISymbol member in t.GetMembers())
            {
                if (member.IsStatic || member.DeclaredAccessibility != Accessibility.Public) continue;
                if (member is IPropertySymbol property) AddRecords(property.Type, edges);
                else if (member is IFieldSymbol field) AddRecords(field.Type, edges);
            }
        }

        return [.. edges];
    }

    private void AddRecords(ITypeSymbol type, HashSet<INamedTypeSymbol> records)
    {
        if (type is IArrayTypeSymbol array)
        {
            AddRecords(array.ElementType, records);
        }
        else if (type is INamedTypeSymbol named)
        {
            foreach (ITypeSymbol argument in named.TypeArguments) AddRecords(argument, records);
            if (types.IsRecord(named)) records.Add(named.OriginalDefinition);
        }
    }
}
