using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing.Checks;

/// <summary>Finds the records that have checks, themselves or in records within them. One for each compilation.</summary>
internal sealed class CheckGraph(KnownSymbols symbols)
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, (bool HasOwn, INamedTypeSymbol[] Edges)> _nodes = new(SymbolEqualityComparer.Default);

    /// <summary>Whether the generator gives the record checks, or did so in another assembly.</summary>
    public bool HasChecks(INamedTypeSymbol record) => !IsOnlyUnion(record) && LeadsToChecks([record]);

    /// <summary>Whether the record is a union one of whose cases has checks.</summary>
    public bool HasCasesWithChecks(INamedTypeSymbol record) =>
        UnionAttributes.Find(record, symbols) is not null && LeadsToChecks(CasesOf(record));

    /// <summary>Whether nothing is generated for a union but the choice of its case.</summary>
    public bool IsOnlyUnion(INamedTypeSymbol record) =>
        UnionAttributes.Find(record, symbols) is { } union && (record.IsAbstract || !UnionParser.IsOwnCase(record, union));

    private bool LeadsToChecks(IEnumerable<INamedTypeSymbol> from)
    {
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<INamedTypeSymbol>();
        foreach (INamedTypeSymbol first in from.Select(r => r.OriginalDefinition).Where(seen.Add)) open.Push(first);
        while (open.Count > 0)
        {
            (bool hasOwn, INamedTypeSymbol[] edges) = _nodes.GetOrAdd(open.Pop(), Find);
            if (hasOwn) return true;
            foreach (INamedTypeSymbol next in edges.SelectMany(CasesOf).Where(seen.Add)) open.Push(next);
        }

        return false;
    }

    // What a value of the record's type may be: the cases of a union, and what is none itself.
    private IEnumerable<INamedTypeSymbol> CasesOf(INamedTypeSymbol record) => UnionAttributes.Find(record, symbols) is { } union
        ? union.Cases.Select(c => c.Type).OfType<INamedTypeSymbol>().Select(c => c.OriginalDefinition)
        : [record];

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
