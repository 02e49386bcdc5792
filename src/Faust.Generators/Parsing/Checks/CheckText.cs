using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing.Checks;

/// <summary>What an error says: the attribute's own message, as C#, or a sentence of ours.</summary>
internal static class CheckText
{
    /// <summary>The message as C#; null where the attribute's own cannot be used, and then why.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="sentence">Our sentence.</param>
    /// <param name="failure">Why there is none.</param>
    /// <param name="arguments">What <c>{0}</c>, <c>{1}</c> and so on stand for.</param>
    public static string? Format(AttributeData attribute, string sentence, out string? failure, params string[] arguments)
    {
        failure = null;
        if (KnownSymbols.FindArgument(attribute, "ErrorMessageResourceType") is { Value: INamedTypeSymbol type })
        {
            string name = KnownSymbols.FindArgument(attribute, "ErrorMessageResourceName")?.Value as string ?? "";
            ISymbol? resource = type.GetMembers(name).FirstOrDefault(m => m is IPropertySymbol { IsStatic: true, Type.SpecialType: SpecialType.System_String });
            if (resource is null or { DeclaredAccessibility: Accessibility.Private })
            {
                failure = $"'{type.Name}' has no static property '{name}' of text";
                return null;
            }

            string property = $"{type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{TypeDeclarationParser.Escape(name)}";
            return $"string.Format(global::System.Globalization.CultureInfo.CurrentCulture, {property}, {string.Join(", ", arguments.Select(CheckLiteral.Quote))})";
        }

        if (KnownSymbols.FindArgument(attribute, "ErrorMessage") is not { Value: string message }) return CheckLiteral.Quote(sentence);
        try
        {
            return CheckLiteral.Quote(string.Format(CultureInfo.InvariantCulture, message, arguments));
        }
        catch (FormatException)
        {
            failure = $"its ErrorMessage asks for more than {{{arguments.Length - 1}}} or is not a format";
            return null;
        }
    }
}
