using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Faust.Analyzers.Schema;

/// <summary>What a <c>faust.schema.txt</c> says.</summary>
internal sealed class SchemaFile
{
    // Editors compile with every key, and keep the text of what has not changed.
    private static readonly ConditionalWeakTable<SourceText, SchemaFile> Cache = new();

    private readonly Dictionary<string, List<SchemaLine>> _records = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<SchemaLine>> _enums = new(StringComparer.Ordinal);

    private SchemaFile(string path, SourceText text)
    {
        Path = path;
        Text = text;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        bool isFirst = true;
        foreach (TextLine line in text.Lines)
        {
            string raw = line.ToString();
            if (string.IsNullOrWhiteSpace(raw)) continue;
            if (isFirst)
            {
                isFirst = false;
                if (raw.Trim() == SchemaText.Header) continue;
                Problems.Add((line.Span, $"the first line must be '{SchemaText.Header}'"));
                // Another version may mean something else by the same words.
                IsUnderstood = false;
                return;
            }

            string content = SchemaText.WithoutComment(raw);
            if (content.Length == 0) continue;
            if (SchemaLine.Parse(content, line.Span) is not { } parsed)
                Problems.Add((line.Span, $"'{content}' is no line of a schema: write 'Namespace.Record.member: type'"));
            else if (!seen.Add(content))
                Problems.Add((line.Span, $"'{content}' is there already: remove one of the two"));
            else
                Add(parsed);
        }
    }

    public string Path { get; }

    public SourceText Text { get; }

    /// <summary>Whether it can be compared with; what is wrong with single lines does not keep the others from being.</summary>
    public bool IsUnderstood { get; } = true;

    public List<(TextSpan Span, string Reason)> Problems { get; } = [];

    public IEnumerable<KeyValuePair<string, List<SchemaLine>>> Records => _records;

    /// <summary>The schema among a project's additional files, or null.</summary>
    public static SchemaFile? Find(AnalyzerOptions options, CancellationToken cancellationToken) =>
        FindText(options) is { } file ? Parse(file, cancellationToken) : null;

    /// <summary>The file that is read where there are several: the first by its path, for the fixes as well.</summary>
    public static AdditionalText? FindText(AnalyzerOptions options) =>
        options.AdditionalFiles.Where(IsSchema).OrderBy(f => f.Path, StringComparer.Ordinal).FirstOrDefault();

    public static SchemaFile? Parse(AdditionalText file, CancellationToken cancellationToken)
    {
        if (file.GetText(cancellationToken) is not { } text) return null;
        SchemaFile parsed = Cache.GetValue(text, t => new SchemaFile(file.Path, t));
        return parsed.Path == file.Path ? parsed : new SchemaFile(file.Path, text);
    }

    public static bool IsSchema(AdditionalText file) =>
        string.Equals(System.IO.Path.GetFileName(file.Path), SchemaText.FileName, StringComparison.OrdinalIgnoreCase);

    /// <summary>The lines of a record, its members and its cases.</summary>
    public IReadOnlyList<SchemaLine> LinesOfRecord(string name) => _records.TryGetValue(name, out List<SchemaLine>? lines) ? lines : [];

    public IReadOnlyList<SchemaLine> LinesOfEnum(string name) => _enums.TryGetValue(name, out List<SchemaLine>? lines) ? lines : [];

    public Location LocationOf(TextSpan span) => Location.Create(Path, span, Text.Lines.GetLinePositionSpan(span));

    private void Add(SchemaLine line)
    {
        Dictionary<string, List<SchemaLine>> owners = line.Kind == SchemaLineKind.Enum ? _enums : _records;
        if (!owners.TryGetValue(line.Owner, out List<SchemaLine>? lines)) owners.Add(line.Owner, lines = []);
        lines.Add(line);
    }
}
