using Faust.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>A member that travels, with the symbols that its model does not hold.</summary>
/// <param name="Symbol">The member.</param>
/// <param name="Type">Its type.</param>
/// <param name="Wires">The types that converters put in the place of others in it.</param>
internal sealed record TravellingMember(RecordMember Symbol, WireTypeModel Type, IReadOnlyList<ITypeSymbol> Wires);
