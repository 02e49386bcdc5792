using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Faust.Generators.Parsing;

/// <summary>The constructor that reading a record calls.</summary>
internal sealed class RecordConstructor
{
    private RecordConstructor(IMethodSymbol symbol) => Symbol = symbol;

    public IMethodSymbol Symbol { get; }

    /// <summary>
    /// A record's primary constructor; else the public one without parameters, if it is written down or there is no other; else the
    /// primary one; else the only public one.
    /// </summary>
    public static RecordConstructor? Find(INamedTypeSymbol type)
    {
        List<IMethodSymbol> all = type.InstanceConstructors.Where(c => c.DeclaredAccessibility == Accessibility.Public && !IsCopy(c, type)).ToList();
        IMethodSymbol? primary = all.FirstOrDefault(IsPrimary);
        if (primary is not null && type.IsRecord) return new RecordConstructor(primary);
        if (all.FirstOrDefault(c => c.Parameters.Length == 0 && !c.IsImplicitlyDeclared) is { } written) return new RecordConstructor(written);
        if (primary is not null) return new RecordConstructor(primary);

        // A struct always has one without parameters, which says nothing about what its author means.
        List<IMethodSymbol> explicitOnes = all.Where(c => !c.IsImplicitlyDeclared).ToList();
        if (explicitOnes.Count == 1) return new RecordConstructor(explicitOnes[0]);
        IMethodSymbol? implicitOne = all.FirstOrDefault(c => c.Parameters.Length == 0);
        return implicitOne is null ? null : new RecordConstructor(implicitOne);
    }

    private static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is TypeDeclarationSyntax);

    private static bool IsCopy(IMethodSymbol constructor, INamedTypeSymbol type) =>
        type.IsRecord
        && constructor.Parameters.Length == 1
        && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type);
}
