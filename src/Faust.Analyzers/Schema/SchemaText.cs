using System.Text;

namespace Faust.Analyzers.Schema;

/// <summary>The text of <c>faust.schema.txt</c>: one fact on a line, in an order that merges line by line.</summary>
internal static class SchemaText
{
    public const string FileName = "faust.schema.txt";
    public const string Header = "#faust-schema 1";
    public const string Removed = "removed ";

    /// <summary>The content without what is not compared: the comment, and spaces around it.</summary>
    public static string WithoutComment(string line)
    {
        bool isQuoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\' && isQuoted) i++;
            else if (line[i] == '"') isQuoted = !isQuoted;
            else if (line[i] == '#' && !isQuoted && (i == 0 || char.IsWhiteSpace(line[i - 1]))) return line.Substring(0, i).Trim();
        }

        return line.Trim();
    }

    /// <summary>A name on the wire: as it is where it is plain, else in quotes.</summary>
    public static string Quote(string name)
    {
        if (name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-')) return name;
        var quoted = new StringBuilder("\"");
        foreach (char c in name)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (c < ' ' || c is '\u007F' or '\u0085' or '\u2028' or '\u2029') quoted.Append("\\u").Append(((int)c).ToString("X4"));
            else quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>
    /// Adds facts and marks others as removed. Lines stay where they are, with their comments and ends; what is new goes behind the last line
    /// that it sorts after.
    /// </summary>
    /// <param name="text">The file; may be empty.</param>
    /// <param name="added">Whole lines; those that are there already are not added again.</param>
    /// <param name="removed">The facts that get the mark.</param>
    public static string Apply(string text, IEnumerable<string> added, IEnumerable<string> removed)
    {
        string end = text.IndexOf('\n') is var first && first > 0 && text[first - 1] == '\r' ? "\r\n" : "\n";
        List<string> lines = Split(text);
        if (lines.All(string.IsNullOrWhiteSpace)) lines = [Header + end];
        if (!lines[lines.Count - 1].EndsWith("\n", StringComparison.Ordinal)) lines[lines.Count - 1] += end;

        var marked = new HashSet<string>(removed, StringComparer.Ordinal);
        for (int i = 0; i < lines.Count; i++)
        {
            if (marked.Contains(WithoutComment(lines[i]))) lines[i] = Removed + lines[i].TrimStart();
        }

        var present = new HashSet<string>(lines.Select(WithoutComment), StringComparer.Ordinal);
        foreach (string line in added.OrderBy(SortKey, StringComparer.Ordinal))
        {
            if (present.Add(line)) lines.Insert(FindPlace(lines, line), line + end);
        }

        return string.Concat(lines);
    }

    private static int FindPlace(List<string> lines, string line)
    {
        for (int i = lines.Count - 1; i >= 0; i--)
        {
            string other = WithoutComment(lines[i]);
            if (other.Length > 0 && string.CompareOrdinal(SortKey(other), SortKey(line)) <= 0) return i + 1;
        }

        // Behind the header, which is the first line that is not blank.
        return lines.FindIndex(l => !string.IsNullOrWhiteSpace(l)) + 1;
    }

    // What was removed stays beside what replaced it.
    private static string SortKey(string line) => line.StartsWith(Removed, StringComparison.Ordinal) ? line.Substring(Removed.Length) : line;

    private static List<string> Split(string text)
    {
        var lines = new List<string>();
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text.Substring(start, end - start));
            start = end;
        }

        return lines;
    }
}
