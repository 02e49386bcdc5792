using Faust.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>Finds <c>[KeyCodec]</c> and <c>[ValueCodec]</c>, and tells what they name.</summary>
internal static class CodecSymbols
{
    private const string KeyCodec = "Faust.KeyCodecAttribute`";
    private const string ValueCodec = "Faust.ValueCodecAttribute`";

    // A codec and two steps.
    private const int MaxArity = 3;

    /// <summary>The types that the attribute for a topic's or table's keys or values names, the codec first; null where there is none.</summary>
    /// <param name="declared">The topic or table.</param>
    /// <param name="type">The type of its keys or values.</param>
    /// <param name="isKey">Whether it is that of the keys.</param>
    public static IReadOnlyList<ITypeSymbol>? Find(INamedTypeSymbol declared, ITypeSymbol type, bool isKey) =>
        FindAt(declared, isKey) ?? FindAt(WithoutNullable(type).OriginalDefinition, isKey) ?? FindAt(declared.ContainingAssembly, isKey);

    // What a struct says holds where it may be null, too.
    private static ITypeSymbol WithoutNullable(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    /// <summary>How keys are written, as text that is equal where they are written alike: <c>JsonCodec, GzipCodec</c>.</summary>
    public static string DescribeKey(INamedTypeSymbol declared, ITypeSymbol type) => Find(declared, type, isKey: true) is { } asked
        ? string.Join(", ", asked.Select(t => t.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)))
        : HasRawForm(type) ? "RawCodec" : "JsonCodec";

    /// <summary>Whether Kafka's own serializers know the type.</summary>
    public static bool HasRawForm(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => HasRawForm(nullable.TypeArguments[0]),
        IArrayTypeSymbol { IsSZArray: true, ElementType.SpecialType: SpecialType.System_Byte } => true,
        { SpecialType: SpecialType.System_Char or SpecialType.System_Decimal } => false,
        { SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_String } => true,
        _ => TopologySymbols.IsSystemType(type, "System.Guid"),
    };

    public static CodecKind KindOf(ITypeSymbol codec)
    {
        if (TopologySymbols.IsRuntimeType(codec, "Faust.JsonCodec")) return CodecKind.Json;
        if (TopologySymbols.IsRuntimeType(codec, "Faust.MessagePackCodec")) return CodecKind.MessagePack;
        return TopologySymbols.IsRuntimeType(codec, "Faust.RawCodec") ? CodecKind.Raw : CodecKind.User;
    }

    /// <summary>Whether a user's codec is one for the type.</summary>
    public static bool CanWrite(INamedTypeSymbol codec, ITypeSymbol type) => codec.AllInterfaces.Any(i =>
        TopologySymbols.IsRuntimeType(i, "Faust.ICodec`1") && SymbolEqualityComparer.Default.Equals(i.TypeArguments[0], type));

    /// <summary>Whether generated code can make one.</summary>
    public static bool IsConstructible(INamedTypeSymbol codec) =>
        codec is { IsAbstract: false, TypeKind: TypeKind.Class or TypeKind.Struct }
        && codec.InstanceConstructors.Any(c => c.Parameters.Length == 0 && c.DeclaredAccessibility == Accessibility.Public && (!HasRequiredMembers(codec) || SetsRequiredMembers(c)));

    private static bool HasRequiredMembers(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            if (t.GetMembers().Any(m => m is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })) return true;
        }

        return false;
    }

    private static bool SetsRequiredMembers(IMethodSymbol constructor) => constructor.GetAttributes().Any(a =>
        a.AttributeClass is { } type && TopologySymbols.IsSystemType(type, "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute"));

    /// <summary>Whether a topic or table has two attributes for the same: the compiler takes those with and without steps for different ones.</summary>
    public static bool IsAskedTwice(INamedTypeSymbol declared, bool isKey) =>
        Enumerable.Range(1, MaxArity).Count(a => TopologySymbols.FindAttribute(declared, Name(isKey, a)) is not null) > 1;

    private static string Name(bool isKey, int arity) => (isKey ? KeyCodec : ValueCodec) + (char)('0' + arity);

    private static IReadOnlyList<ITypeSymbol>? FindAt(ISymbol symbol, bool isKey)
    {
        for (int arity = 1; arity <= MaxArity; arity++)
        {
            if (TopologySymbols.FindAttribute(symbol, Name(isKey, arity)) is { } attribute) return attribute.AttributeClass!.TypeArguments;
        }

        return null;
    }
}
