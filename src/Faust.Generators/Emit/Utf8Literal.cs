using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Faust.Generators.Emit;

/// <summary>Text as literals of C#.</summary>
internal static class Utf8Literal
{
    /// <summary>A literal of JSON that begins and ends with something else than a quote: <c>"""{"id":"""u8</c>.</summary>
    public static string OfJson(string json) => json.All(c => c == '"' || IsPlain(c)) ? $"\"\"\"{json}\"\"\"u8" : Quote(json) + "u8";

    /// <summary>A literal of any JSON, plain where it can be: <c>"""{"type":1"""u8</c>.</summary>
    public static string OfText(string json) => json.EndsWith("\"", StringComparison.Ordinal) ? Quote(json) + "u8" : OfJson(json);

    /// <summary>A literal of text: <c>"id"</c>, without the suffix.</summary>
    public static string Quote(string text) => text.All(IsPlain) ? $"\"{text}\"" : SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>A name as a member of a JSON object, with its quotes and colon. What RFC 8259 demands is escaped, as the writer does it.</summary>
    public static string JsonName(string name) => JsonText(name) + ":";

    /// <summary>Text as a JSON string, with its quotes.</summary>
    public static string JsonText(string text)
    {
        var json = new StringBuilder(text.Length + 3).Append('"');
        foreach (char c in text)
        {
            if (c is '"' or '\\') json.Append('\\').Append(c);
            else if (c < ' ') json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else json.Append(c);
        }

        return json.Append('"').ToString();
    }

    /// <summary>The member by which Faust, the Python library, knows a record: <c>"__faust":{"ns":"app.Order"}</c>.</summary>
    public static string FaustMember(string ns) => $"\"__faust\":{{\"ns\":{JsonText(ns)}}}";

    private static bool IsPlain(char c) => char.IsLetterOrDigit(c) || (c is >= ' ' and <= '~' and not '"' and not '\\');
}
