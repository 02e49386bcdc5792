using Faust.Generators.Model;

namespace Faust.Analyzers.Schema;

/// <summary>Compares what a record is as a whole with the file: the cases of a closed hierarchy, a record without members, Faust's forms.</summary>
internal static class CaseComparison
{
    public static IEnumerable<SchemaFinding> Compare(RecordParseResult record, SchemaFile file)
    {
        IReadOnlyList<SchemaLine> lines = file.LinesOfRecord(RecordSchema.NameOf(record));
        string name = RecordSchema.TypeOf(record).Name;
        List<string> wanted = record.Union is { } union ? RecordSchema.LinesOf(union).ToList() : [];
        return CompareCases(name, wanted, lines).Concat(CompareForms(record, name, lines));
    }

    private static IEnumerable<SchemaFinding> CompareCases(string name, List<string> wanted, IReadOnlyList<SchemaLine> lines)
    {
        List<SchemaLine> known = lines.Where(l => l.Kind == SchemaLineKind.Case).ToList();
        List<SchemaLine> cases = wanted.Select(t => SchemaLine.Parse(t, default)!).ToList();
        if (cases.Count > 0 && known.Count == 0 && lines.FirstOrDefault(l => l.Kind != SchemaLineKind.Case && !l.IsRemoved) is { } alone)
        {
            // What was written when it was no hierarchy does not say which case it is.
            var divided = new SchemaFinding(DiagnosticDescriptors.SchemaTypeChanged, null, name, "The whole", "a closed hierarchy", alone.Text);
            divided.Added.AddRange(wanted);
            yield return divided;
            yield break;
        }

        var recorded = new HashSet<string>(StringComparer.Ordinal);
        foreach (SchemaLine line in known.Where(l => !l.IsRemoved && !wanted.Contains(l.Text)))
        {
            SchemaLine? now = cases.FirstOrDefault(c => c.Name == line.Name);
            SchemaFinding finding = now is null
                ? new SchemaFinding(DiagnosticDescriptors.SchemaMemberIsGone, null, line.Text, $"no case of '{name}' is known by it: keep the case")
                : new SchemaFinding(
                    DiagnosticDescriptors.SchemaTypeChanged,
                    null,
                    name,
                    $"Case {line.Name}",
                    now.Case == line.Case ? $"told by '{now.Discriminator}'" : $"'{now.Case}'",
                    line.Text);
            finding.Removed.Add(line);
            if (now is not null && recorded.Add(now.Text) && known.All(l => l.Text != now.Text)) finding.Added.Add(now.Text);
            yield return finding;
        }

        foreach (SchemaLine added in cases.Where(c => known.All(l => l.Text != c.Text) && !recorded.Contains(c.Text)))
        {
            SchemaLine? reserved = known.FirstOrDefault(
                l => l.IsRemoved && l.Name == added.Name && l.Discriminator == added.Discriminator && l.Case != added.Case);
            SchemaFinding finding = reserved is null
                ? SchemaFinding.Missing(null, added.Text)
                : new SchemaFinding(DiagnosticDescriptors.SchemaTypeChanged, null, name, $"Case {added.Name}", $"'{added.Case}'", reserved.Text);
            if (reserved is not null) finding.Added.Add(added.Text);
            yield return finding;
        }
    }

    private static IEnumerable<SchemaFinding> CompareForms(RecordParseResult record, string name, IReadOnlyList<SchemaLine> lines)
    {
        // A record without members reads whatever has been in it; that there was none only counts for new members.
        List<string> wanted = record.Model is { } model ? RecordSchema.LinesOf(model).ToList() : [];
        foreach (string text in wanted.Where(t => lines.All(l => l.Text != t))) yield return SchemaFinding.Missing(null, text);

        SchemaLine? faust = lines.FirstOrDefault(l => l is { Kind: SchemaLineKind.Faust, IsRemoved: false });
        if (faust is null || record.Model is { Namespace: not null }) yield break;
        var finding = new SchemaFinding(
            DiagnosticDescriptors.SchemaMemberIsGone, null, faust.Text, $"'{name}' has no Namespace to read Faust's forms by: keep it");
        finding.Removed.Add(faust);
        yield return finding;
    }
}
