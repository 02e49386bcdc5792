using System.Globalization;
using System.Text;

namespace Faust.Generators.Helpers;

/// <summary>Names of members as they travel, letter for letter as <c>System.Text.Json.JsonNamingPolicy</c> makes them.</summary>
internal static class WireName
{
    // The values of Faust.RecordNaming.
    private const int PascalCase = 1;
    private const int SnakeCase = 2;
    private const int KebabCase = 3;

    private enum Before
    {
        Nothing,
        Upper,
        LowerOrDigit,
    }

    public static string Convert(string name, int naming) => naming switch
    {
        PascalCase => name,
        SnakeCase => Separate(name, '_'),
        KebabCase => Separate(name, '-'),
        _ => CamelCase.Convert(name),
    };

    /// <summary>UTF-8 has no form for half a surrogate pair; the reader and the writer of strings put the same in its place.</summary>
    public static string Valid(string name)
    {
        char[] chars = name.ToCharArray();
        for (int i = 0; i < chars.Length; i++)
        {
            if (!char.IsSurrogate(chars[i])) continue;
            if (i + 1 < chars.Length && char.IsSurrogatePair(chars[i], chars[i + 1])) i++;
            else chars[i] = '\uFFFD';
        }

        return new string(chars);
    }

    // Identifiers have no white space, so what the policies do about that is left out.
    private static string Separate(string name, char separator)
    {
        var result = new StringBuilder(name.Length + 4);
        Before before = Before.Nothing;
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            switch (char.GetUnicodeCategory(c))
            {
                case UnicodeCategory.UppercaseLetter:
                    // The last capital of a run begins the next word, if that goes on in small letters: "XMLReader", but "SHA512".
                    bool beginsWord = before == Before.LowerOrDigit
                        || (before == Before.Upper && i + 1 < name.Length && char.IsLower(name[i + 1]));
                    if (beginsWord) result.Append(separator);
                    result.Append(char.ToLowerInvariant(c));
                    before = Before.Upper;
                    break;
                case UnicodeCategory.LowercaseLetter:
                case UnicodeCategory.DecimalDigitNumber:
                    result.Append(c);
                    before = Before.LowerOrDigit;
                    break;
                default:
                    result.Append(c);
                    before = Before.Nothing;
                    break;
            }
        }

        return result.ToString();
    }
}
