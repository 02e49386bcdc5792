namespace Faust.Analyzers.Schema;

/// <summary>A type as the file names it: <c>map&lt;string, App.Point?&gt;</c>.</summary>
internal sealed class SchemaType
{
    private SchemaType(string name, IReadOnlyList<SchemaType> arguments, IReadOnlyList<string?> labels, bool allowsNull)
    {
        Name = name;
        Arguments = arguments;
        Labels = labels;
        AllowsNull = allowsNull;
    }

    public string Name { get; }

    public IReadOnlyList<SchemaType> Arguments { get; }

    /// <summary>The names before the arguments, of pairs: <c>pair&lt;key: int, value: string&gt;</c>.</summary>
    public IReadOnlyList<string?> Labels { get; }

    public bool AllowsNull { get; }

    /// <summary>The type, or null if the text is none.</summary>
    public static SchemaType? Parse(string text)
    {
        int position = 0;
        SchemaType? type = Parse(text, ref position);
        return type is not null && position == text.Length ? type : null;
    }

    private static SchemaType? Parse(string text, ref int position)
    {
        int start = position;
        while (position < text.Length && text[position] is not ('<' or '>' or ',' or '?' or ':' or '"' or ' ')) position++;
        string name = text.Substring(start, position - start);
        if (name.Length == 0) return null;

        var arguments = new List<SchemaType>();
        var labels = new List<string?>();
        if (Take(text, ref position, "<"))
        {
            do
            {
                labels.Add(Label(text, ref position));
                if (Parse(text, ref position) is not { } argument) return null;
                arguments.Add(argument);
            }
            while (Take(text, ref position, ", "));
            if (!Take(text, ref position, ">")) return null;
            // A type within a generic one.
            start = position;
            while (position < text.Length && text[position] is not ('<' or '>' or ',' or '?' or ':' or '"' or ' ')) position++;
            name += text.Substring(start, position - start);
        }

        bool isComplete = name switch
        {
            "list" or "set" => arguments.Count == 1,
            "map" or "pair" => arguments.Count == 2,
            "enum" or "tuple" => arguments.Count > 0,
            "custom" => arguments.Count is 1 or 2,
            "text" or "json" => arguments.Count <= 1,
            _ => true,
        };
        return isComplete ? new SchemaType(name, arguments, labels, Take(text, ref position, "?")) : null;
    }

    private static string? Label(string text, ref int position)
    {
        int end = position;
        if (end < text.Length && text[end] == '"')
        {
            for (end++; end < text.Length && text[end] != '"'; end++)
            {
                if (text[end] == '\\') end++;
            }

            end++;
        }
        else
        {
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '-')) end++;
        }

        if (end == position || end + 1 >= text.Length || text[end] != ':' || text[end + 1] != ' ') return null;
        string label = text.Substring(position, end - position);
        position = end + 2;
        return label;
    }

    private static bool Take(string text, ref int position, string token)
    {
        if (string.CompareOrdinal(text, position, token, 0, token.Length) != 0) return false;
        position += token.Length;
        return true;
    }
}
