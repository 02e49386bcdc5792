using Faust.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>Reads the key and the value off <c>Topic&lt;TKey, TValue&gt;</c> or <c>Table&lt;TKey, TValue&gt;</c>.</summary>
internal static class KeyValueParser
{
    /// <summary>Describes the type arguments of <paramref name="keyed"/>, or returns null where one does not compile.</summary>
    public static KeyValueModel? Parse(INamedTypeSymbol keyed)
    {
        ITypeSymbol key = keyed.TypeArguments[0], value = keyed.TypeArguments[1];
        if (IsBroken(key) || IsBroken(value)) return null;
        return new KeyValueModel { Key = Reference(key), Value = Reference(value) };
    }

    /// <summary>Describes how generated code names <paramref name="type"/>.</summary>
    public static TypeRefModel Reference(ITypeSymbol type) => new()
    {
        FullyQualifiedName = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
        IsReferenceType = type.IsReferenceType,
        IsNullable = type.NullableAnnotation == NullableAnnotation.Annotated || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T,
    };

    /// <summary>Whether the type, or one that it is made of, is unknown to the compiler.</summary>
    public static bool IsBroken(ITypeSymbol type) => type switch
    {
        IErrorTypeSymbol => true,
        IArrayTypeSymbol array => IsBroken(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsBroken),
        _ => false,
    };
}
