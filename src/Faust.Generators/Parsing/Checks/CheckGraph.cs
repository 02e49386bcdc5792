using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing.Checks;

/// <summary>Finds the records that have checks, themselves or in records within them. One for each compilation.</summary>
internal sealed class CheckGraph(KnownSymbols symbols)
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, (bool HasOwn, INamedTypeSymbol[] Edges)> _nodes = new(SymbolEqualityComparer.Default);

    /// <summary>Whether the generator gives the record checks, or did so in another assembly.</summary>
    public bool HasChecks(INamedTypeSymbol record)
    {
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<INamedTypeSymbol>();
        open.Push(record.OriginalDefinition);
        while (open.Count > 0)
        {
            (bool hasOwn, INamedTypeSymbol[] edges) = _nodes.GetOrAdd(open.Pop(), Find);
            if (hasOwn) return true;
            foreach (INamedTypeSymbol next in edges.Where(seen.Add)) open.Push(next);
        }

        return false;
    }

    private (bool HasOwn, INamedTypeSymbol[] Edges) Find(INamedTypeSymbol type)
    {
        if (!KnownSymbols.HasAttribute(type, symbols.Record) || type.DeclaringSyntaxReferences.Length == 0)
            return (type.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i, symbols.ValidatedRecord)), []);
        if (RecordConstructor.Find(type) is not { } constructor) return (false, []);
        var attributes = new MemberAttributes(constructor);
        List<RecordMember> members = RecordMember.Collect(type);
        bool hasOwn = IsValidatableObject(type)
            || type.GetAttributes().Any(IsCheck)
            || members.Any(m => attributes.All(m).Any(IsCheck));
        if (hasOwn) return (true, []);
        var edges = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (RecordMember member in members.Where(m => !attributes.Has(m, symbols.RecordIgnore)))
        {
            if (AddRecords(member.Type, edges)) return (true, []);
        }

        return (false, [.. edges]);
    }

    public bool IsValidatableObject(INamedTypeSymbol type) =>
        type.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i, symbols.ValidatableObject));

    /// <summary>Whether an attribute checks something. <c>[DataType]</c> only describes.</summary>
    public bool IsCheck(AttributeData attribute)
    {
        if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, symbols.RecordPattern)) return true;
        if (symbols.ValidationAttribute is null) return false;
        for (INamedTypeSymbol? t = attribute.AttributeClass; t is not null; t = t.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(t, symbols.ValidationAttribute)) return !symbols.IsFrameworkCheck(attribute.AttributeClass, "DataTypeAttribute");
        }

        return false;
    }

    // A type parameter may stand for a record with checks: true.
    private bool AddRecords(ITypeSymbol type, HashSet<INamedTypeSymbol> records)
    {
        if (type is ITypeParameterSymbol parameter) return symbols.Types.IsRecord(parameter);
        if (type is IArrayTypeSymbol array) return AddRecords(array.ElementType, records);
        if (type is not INamedTypeSymbol named) return false;
        if (symbols.Types.IsRecord(named))
        {
            records.Add(named.OriginalDefinition);
            return false;
        }

        return named.TypeArguments.Any(a => AddRecords(a, records));
    }
}
