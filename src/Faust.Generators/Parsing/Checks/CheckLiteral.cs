using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Faust.Generators.Parsing.Checks;

/// <summary>The arguments of attributes as C#.</summary>
internal static class CheckLiteral
{
    public static string Quote(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    public static string Format(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Array when constant.IsNull => "null",
        TypedConstantKind.Array =>
            $"new {constant.Type!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)} {{ {string.Join(", ", constant.Values.Select(Format))} }}",
        _ when constant.IsNull => "null",
        TypedConstantKind.Type => $"typeof({((ITypeSymbol)constant.Value!).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})",
        TypedConstantKind.Enum => DefaultValue.Enum(constant.Type!, constant.Value!),
        _ => DefaultValue.Literal(constant.Value!),
    };

    /// <summary>The expression that makes an attribute anew.</summary>
    public static string Creation(AttributeData attribute)
    {
        string creation = $"new {attribute.AttributeClass!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}"
            + $"({string.Join(", ", attribute.ConstructorArguments.Select(Format))})";
        if (attribute.NamedArguments.Length == 0) return creation;
        IEnumerable<string> named = attribute.NamedArguments.Select(a => $"{TypeDeclarationParser.Escape(a.Key)} = {Format(a.Value)}");
        return $"{creation} {{ {string.Join(", ", named)} }}";
    }
}
