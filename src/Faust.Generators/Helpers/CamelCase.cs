namespace Faust.Generators.Helpers;

/// <summary>Wire names, letter for letter those of <c>System.Text.Json.JsonNamingPolicy.CamelCase</c>.</summary>
internal static class CamelCase
{
    public static string Convert(string name)
    {
        if (name.Length == 0 || !char.IsUpper(name[0])) return name;
        char[] chars = name.ToCharArray();
        for (int i = 0; i < chars.Length; i++)
        {
            if (i == 1 && !char.IsUpper(chars[i])) break;

            // The last capital of a run begins the next word: "IOStream" is "ioStream".
            if (i > 0 && i + 1 < chars.Length && !char.IsUpper(chars[i + 1])) break;
            chars[i] = char.ToLowerInvariant(chars[i]);
        }

        return new string(chars);
    }
}
