using System.Globalization;
using Faust.Generators.Model;

namespace Faust.Analyzers.Schema;

/// <summary>Compares the enums of a record's members with what the file says of them.</summary>
internal static class EnumComparison
{
    /// <summary>What is different, each enum once, at the first member that has it.</summary>
    public static IEnumerable<SchemaFinding> Compare(RecordParseResult record, SchemaFile file) => RecordSchema.MembersOf(record)
        .SelectMany(m => RecordSchema.EnumsOf(m.Type).Select(t => (Member: m, Type: t)))
        .GroupBy(e => e.Type.Name)
        .SelectMany(e => Compare(
            RecordSchema.TypeOf(record).Name,
            e.First().Member,
            e.First().Type,
            // The same enum may travel as text and as a number.
            e.SelectMany(u => RecordSchema.LinesOf(u.Type)).Distinct().ToList(),
            file.LinesOfEnum(SchemaTypeText.NameOf(e.Key))));

    private static IEnumerable<SchemaFinding> Compare(
        string record, RecordMemberModel member, WireTypeModel type, List<string> wanted, IReadOnlyList<SchemaLine> lines)
    {
        List<string> missing = wanted.Where(t => lines.All(l => l.Text != t)).ToList();
        foreach (SchemaLine line in lines.Where(l => !l.IsRemoved))
        {
            if (line.Number is { } number && ValueOf(type, line.Name) is { } value && value != Text(number))
            {
                SchemaFinding changed = Changed(record, member, $"an enum whose '{line.Name}' is {value}", line);
                changed.Removed.Add(line);
                changed.Added.AddRange(missing.Where(t => IsAbout(t, line)));
                missing.RemoveAll(changed.Added.Contains);
                yield return changed;
            }
            else if (!IsRead(type, line))
            {
                var gone = new SchemaFinding(
                    DiagnosticDescriptors.SchemaMemberIsGone,
                    member.Name,
                    line.Text,
                    $"'{SchemaTypeText.NameOf(type.Name)}' has no such {(line.Number is null ? "name" : "value")}: keep it");
                gone.Removed.Add(line);
                yield return gone;
            }
        }

        foreach (string text in missing)
        {
            SchemaLine? added = SchemaLine.Parse(text, default);
            SchemaLine? reserved = lines.FirstOrDefault(l => l.IsRemoved && l.Number is not null && l.Number == added?.Number && l.Name != added?.Name);
            SchemaFinding finding = reserved is null
                ? SchemaFinding.Missing(member.Name, text)
                : Changed(record, member, $"an enum whose {added!.Number} is '{added.Name}'", reserved);
            if (reserved is not null) finding.Added.Add(text);
            yield return finding;
        }
    }

    // Text is read by any name on the wire, an alias as well. A number keeps its meaning under another name in C#.
    private static bool IsRead(WireTypeModel type, SchemaLine line) => line.Number is { } number
        ? type.EnumMembers.Any(m => m.Number(type.UnderlyingKind) == Text(number))
        : type.EnumMembers.Any(m => SchemaText.Quote(m.WireName) == line.Name);

    private static string? ValueOf(WireTypeModel type, string name) =>
        type.EnumMembers.FirstOrDefault(m => SchemaText.Quote(m.Name) == name)?.Number(type.UnderlyingKind);

    private static bool IsAbout(string text, SchemaLine line) => SchemaLine.Parse(text, default) is { Number: not null } other && other.Name == line.Name;

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static SchemaFinding Changed(string record, RecordMemberModel member, string now, SchemaLine line) =>
        new(DiagnosticDescriptors.SchemaTypeChanged, member.Name, record, $"Member '{member.Name}'", now, line.Text);
}
