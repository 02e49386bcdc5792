using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>
/// Knows which records lead to one that cannot be one. Nothing is generated for them either: calls of a serializer that is not there would
/// be errors beside the one that says why.
/// </summary>
/// <remarks>One for each compilation, so that a record is looked at once however many lead to it.</remarks>
internal sealed class BrokenRecords(KnownSymbols symbols)
{
    // Those that nothing broken is in, or in what they lead to.
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _sound = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a type is or holds a record that is broken, or leads to one.</summary>
    public bool AreIn(ITypeSymbol type)
    {
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<INamedTypeSymbol>();
        Add(type, seen, open);
        while (open.Count > 0)
        {
            INamedTypeSymbol record = open.Pop();
            ParsedRecord parsed = RecordParser.ParseMembers(record, symbols);
            if (!parsed.Result.HasSerializer) return true;
            foreach (TravellingMember member in parsed.Members)
            {
                foreach (ITypeSymbol part in member.Wires.Prepend(member.Symbol.Type)) Add(part, seen, open);
            }

            foreach (ITypeSymbol @case in UnionAttributes.Find(record, symbols)?.Cases.Select(c => c.Type).OfType<ITypeSymbol>() ?? []) Add(@case, seen, open);
        }

        foreach (INamedTypeSymbol record in seen) _sound.TryAdd(record, true);
        return false;
    }

    private void Add(ITypeSymbol type, HashSet<INamedTypeSymbol> seen, Stack<INamedTypeSymbol> open)
    {
        if (type is IArrayTypeSymbol array)
        {
            Add(array.ElementType, seen, open);
        }
        else if (type is INamedTypeSymbol named)
        {
            foreach (ITypeSymbol argument in named.TypeArguments) Add(argument, seen, open);
            INamedTypeSymbol definition = named.OriginalDefinition;
            bool isGenerated = SymbolEqualityComparer.Default.Equals(definition.ContainingAssembly, symbols.Assembly)
                && KnownSymbols.HasAttribute(definition, symbols.Record)
                && !symbols.Types.IsHandWritten(definition);
            if (isGenerated && !_sound.ContainsKey(definition) && seen.Add(definition)) open.Push(definition);
        }
    }
}
