using System.Collections.Concurrent;
using Faust.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>Knows which types have MessagePack. A record has it if all that is in it has.</summary>
/// <remarks>One for each compilation, so that a type is looked at once however many lead to it.</remarks>
internal sealed class MessagePackSupport(KnownSymbols symbols)
{
    // Those that nothing stands in the way of, in them or in what they lead to.
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _supported = new(SymbolEqualityComparer.Default);

    /// <summary>What is to be generated for a record; null where there is an obstacle, or the user has written it.</summary>
    public MessagePackModel? Parse(INamedTypeSymbol record) =>
        symbols.MessagePackRecord is null || IsHandWritten(record) || FindObstacle(record) is not null
            ? null
            : new MessagePackModel(RecordParser.HelperName(record, "MessagePackHelpers"), HidesBase(record));

    /// <summary>
    /// Why a type has no MessagePack: a record or a type parameter that stands for one, or a collection of such. Null where it has, as all
    /// have that are no records. To be asked about types that <see cref="WireTypeParser"/> has found no fault with.
    /// </summary>
    public MessagePackObstacle? FindObstacle(ITypeSymbol type)
    {
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var open = new Stack<INamedTypeSymbol>();
        List<ITypeSymbol> wires = [];
        symbols.Types.Parse(type, out _, new WireForm { Wires = wires });
        if (wires.Prepend(type).Select(t => Visit(t, seen, open)).FirstOrDefault(o => o is not null) is { } own) return new MessagePackObstacle(Display(own));
        while (open.Count > 0)
        {
            INamedTypeSymbol record = open.Pop();
            foreach (TravellingMember member in RecordParser.ParseMembers(record, symbols).Members)
            {
                ITypeSymbol? obstacle = HasForm(member.Type)
                    ? member.Wires.Prepend(member.Symbol.Type).Select(t => Visit(t, seen, open)).FirstOrDefault(o => o is not null)
                    : member.Symbol.Type;
                if (obstacle is not null) return new MessagePackObstacle(Display(obstacle), record.Name, member.Symbol.Name);
            }

            // What a case holds is at fault where the case is looked at.
            IEnumerable<ITypeSymbol> cases = UnionAttributes.Find(record, symbols)?.Cases.Select(c => c.Type!) ?? [];
            if (cases.Select(c => Visit(c, seen, open)).FirstOrDefault(o => o is not null) is { } @case) return new MessagePackObstacle(Display(@case), record.Name);
        }

        foreach (INamedTypeSymbol record in seen) _supported.TryAdd(record, true);
        return null;
    }

    /// <summary>The interface that a type implements for MessagePack, as far as the compilation knows it.</summary>
    public INamedTypeSymbol? FindContract(INamedTypeSymbol type) => type.AllInterfaces.FirstOrDefault(i => IsContractOf(i, type));

    // Puts the records in a type on the stack; returns the first that has no MessagePack whatever its members are.
    private ITypeSymbol? Visit(ITypeSymbol type, HashSet<INamedTypeSymbol> seen, Stack<INamedTypeSymbol> open)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return Visit(array.ElementType, seen, open);
            case ITypeParameterSymbol parameter:
                return symbols.Types.IsRecord(parameter) && !parameter.ConstraintTypes.Any(c => IsContractOf(c, parameter)) ? parameter : null;
            case INamedTypeSymbol named:
                // A definition's arguments are its own parameters: they count where its members have them.
                bool isDefinition = SymbolEqualityComparer.Default.Equals(named, named.OriginalDefinition);
                if (!isDefinition && named.TypeArguments.Select(a => Visit(a, seen, open)).FirstOrDefault(o => o is not null) is { } argument) return argument;
                return symbols.Types.IsRecord(named) ? VisitRecord(named, seen, open) : null;
            default:
                return null;
        }
    }

    private INamedTypeSymbol? VisitRecord(INamedTypeSymbol type, HashSet<INamedTypeSymbol> seen, Stack<INamedTypeSymbol> open)
    {
        INamedTypeSymbol definition = type.OriginalDefinition;
        if (_supported.ContainsKey(definition) || seen.Contains(definition)) return null;

        // What is generated here is not there yet; what other assemblies have is.
        bool isGenerated = SymbolEqualityComparer.Default.Equals(definition.ContainingAssembly, symbols.Assembly)
            && KnownSymbols.HasAttribute(definition, symbols.Record)
            && !IsHandWritten(definition);
        if (!isGenerated) return FindContract(type) is null ? type : null;
        if (!RecordParser.ParseMembers(definition, symbols).Result.HasSerializer) return type;
        seen.Add(definition);
        open.Push(definition);
        return null;
    }

    /// <summary>Whether a record implements the interface explicitly, so that it can only be called through a type parameter.</summary>
    public bool IsExplicit(INamedTypeSymbol type) => FindContract(type) is { } contract
        && type.FindImplementationForInterfaceMember(contract.GetMembers("ReadMessagePack").First()) is { DeclaredAccessibility: not Accessibility.Public };

    // Extension data is kept as JSON, and is no part of other types.
    private static bool HasForm(WireTypeModel type) => type.Kind != WireTypeKind.ExtensionData;

    private bool HidesBase(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type.BaseType; t is not null; t = t.BaseType)
        {
            if (symbols.Types.IsRecord(t) && FindObstacle(t) is null) return !IsExplicit(t);
        }

        return false;
    }

    private bool IsHandWritten(INamedTypeSymbol type) =>
        type.Interfaces.FirstOrDefault(i => IsContractOf(i, type)) is { } contract
        && type.FindImplementationForInterfaceMember(contract.GetMembers("ReadMessagePack").First()) is { } implementation
        && implementation.DeclaringSyntaxReferences.Any(r => !WireTypeParser.IsGenerated(r.SyntaxTree));

    private bool IsContractOf(ITypeSymbol type, ITypeSymbol self) =>
        type is INamedTypeSymbol { TypeArguments.Length: 1 } named
        && SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, symbols.MessagePackRecord)
        && SymbolEqualityComparer.Default.Equals(named.TypeArguments[0], self);

    private static string Display(ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
