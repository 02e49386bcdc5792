using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>What types leave open about their form on the wire.</summary>
/// <param name="EnumAsText">Whether enums are written by their members' names.</param>
/// <param name="Naming">A value of <c>RecordNaming</c>.</param>
/// <param name="IsFaust">Whether Faust, the Python library, is to read it, and wrote what is read.</param>
internal readonly record struct WireForm(bool EnumAsText, int Naming, bool IsFaust)
{
    /// <summary>The type whose generated part names the converters; what it cannot name does not convert.</summary>
    public INamedTypeSymbol? From { get; init; }

    /// <summary>What the member's own attributes convert.</summary>
    public MemberConversions? Conversions { get; init; }

    /// <summary>Takes the types that converters put in the place of others.</summary>
    public ICollection<ITypeSymbol>? Wires { get; init; }

    // What is being converted: the types that travel in the place of others are not converted by the same again, which would never end.
    private EnclosingConversion? Enclosing { get; init; }

    public WireForm Within(Conversion conversion) => this with { Enclosing = new EnclosingConversion(conversion, Enclosing) };

    public bool IsWithin(Conversion conversion)
    {
        for (EnclosingConversion? e = Enclosing; e is not null; e = e.Outer)
        {
            if (SymbolEqualityComparer.Default.Equals(e.Conversion.Converter, conversion.Converter)
                && SymbolEqualityComparer.Default.Equals(e.Conversion.Type, conversion.Type))
            {
                return true;
            }
        }

        return false;
    }

    private sealed class EnclosingConversion(Conversion conversion, EnclosingConversion? outer)
    {
        public Conversion Conversion { get; } = conversion;

        public EnclosingConversion? Outer { get; } = outer;
    }
}
