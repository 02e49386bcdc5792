using Faust.Generators.Model;

namespace Faust.Analyzers.Schema;

/// <summary>Compares a record with what the file says of data already written: every line must be read by the record as it is now.</summary>
/// <remarks>
/// Lines only come in addition, so that no chain of changes that are harmless each can lose what was written at its beginning. A line marked
/// as removed is read no more; it still tells what its name was used for, until the name's new use is in the file.
/// </remarks>
internal sealed class SchemaComparison
{
    private readonly SchemaFile _file;
    private readonly RecordModel _record;
    private readonly string _owner;
    private readonly ILookup<string, SchemaLine> _lines;
    private readonly bool _isNew;
    private readonly List<SchemaFinding> _findings = [];

    private SchemaComparison(RecordModel record, SchemaFile file)
    {
        _file = file;
        _record = record;
        _owner = RecordSchema.NameOf(record);
        IReadOnlyList<SchemaLine> lines = file.LinesOfRecord(_owner);
        _isNew = lines.Count == 0;
        _lines = lines.ToLookup(l => l.Name, StringComparer.Ordinal);
    }

    public static List<SchemaFinding> Compare(RecordModel record, SchemaFile file)
    {
        var comparison = new SchemaComparison(record, file);
        comparison.CompareMembers();
        comparison.FindGone();
        comparison.CompareEnums();
        return comparison._findings;
    }

    private void CompareMembers()
    {
        foreach (RecordMemberModel member in RecordSchema.MembersOf(_record)) Compare(member);
    }

    private void Compare(RecordMemberModel member)
    {
        HashSet<string> names = NamesOf(member);
        List<SchemaLine> known = names.SelectMany(n => _lines[n]).Where(l => !l.IsRemoved).ToList();
        SchemaType? type = SchemaType.Parse(SchemaTypeText.Of(member.Type));
        if (type is null) return;

        SchemaFinding? breaking = null;
        foreach (SchemaLine line in known)
        {
            bool isRead = line.Type is null || SchemaCompatibility.CanRead(type, line.Type);
            bool isOtherMembers = line.AliasOf is { } target && !names.Contains(target);
            if (isRead && !isOtherMembers) continue;
            string now = isRead ? $"read from '{line.Name}' in place of '{line.AliasOf}'" : $"'{SchemaTypeText.Of(member.Type)}'";
            breaking ??= Changed(member, now, line);
            breaking.Removed.Add(line);
        }

        if (member.MustBeThere && !IsAlwaysThere(names, known)) breaking = Required(member, names, known, breaking);
        foreach (string text in RecordSchema.LinesOf(_owner, member).Where(t => known.All(l => l.Text != t)))
        {
            if (breaking is null && FindReserved(text, type) is { } reserved)
            {
                breaking = Changed(member, $"'{SchemaTypeText.Of(member.Type)}' under the name '{reserved.Name}' of a removed one", reserved);
            }

            if (breaking is not null) breaking.Added.Add(text);
            else Missing(member, text);
        }

        if (breaking is not null) _findings.Add(breaking);
    }

    // A member that is read under several names is there if data have it under any of them.
    private static bool IsAlwaysThere(HashSet<string> names, List<SchemaLine> known) => names.Any(name =>
    {
        List<SchemaLine> own = known.Where(l => l.Name == name && l.AliasOf is null).ToList();
        return own.Count > 0 && own.All(l => l.IsRequired);
    });

    private SchemaFinding? Required(RecordMemberModel member, HashSet<string> names, List<SchemaLine> known, SchemaFinding? breaking)
    {
        List<SchemaLine> optional = known.Where(l => !l.IsRequired && l.AliasOf is null && l.Name == SchemaText.Quote(member.WireName)).ToList();
        if (optional.Count > 0)
        {
            breaking ??= Changed(member, "required", optional[0]);
            breaking.Removed.AddRange(optional.Where(l => !breaking.Removed.Contains(l)));
            return breaking;
        }

        if (_isNew) return breaking;
        breaking ??= new SchemaFinding(DiagnosticDescriptors.SchemaMemberIsRequired, member.Name, _record.Type.Name, member.Name);
        breaking.Added.Add(SchemaLine.Missing(_owner, member.WireName));
        return breaking;
    }

    private SchemaLine? FindReserved(string text, SchemaType type) =>
        SchemaLine.Parse(text, default) is { } line
            ? _lines[line.Name].FirstOrDefault(l => l is { IsRemoved: true, Type: not null } && !SchemaCompatibility.CanRead(type, l.Type))
            : null;

    private void FindGone()
    {
        var names = new HashSet<string>(RecordSchema.MembersOf(_record).SelectMany(NamesOf), StringComparer.Ordinal);
        foreach (IGrouping<string, SchemaLine> lines in _lines.Where(g => !names.Contains(g.Key)))
        {
            List<SchemaLine> read = lines.Where(l => !l.IsRemoved).ToList();
            if (read.Count == 0) continue;
            var finding = new SchemaFinding(
                DiagnosticDescriptors.SchemaMemberIsGone,
                null,
                read[0].Text,
                $"no member of '{_record.Type.Name}' reads it: keep the member, or make '{lines.Key}' an alias of another");
            finding.Removed.AddRange(read);
            _findings.Add(finding);
        }
    }

    private void CompareEnums()
    {
        var seen = new HashSet<(string Name, bool AsText)>();
        foreach (RecordMemberModel member in RecordSchema.MembersOf(_record))
        {
            foreach (WireTypeModel type in RecordSchema.EnumsOf(member.Type).Where(t => seen.Add((t.Name, t.EnumTexts.Count > 0)))) Compare(member, type);
        }
    }

    private void Compare(RecordMemberModel member, WireTypeModel type)
    {
        IReadOnlyList<SchemaLine> lines = _file.LinesOfEnum(SchemaTypeText.NameOf(type.Name));
        var broken = new HashSet<string>(StringComparer.Ordinal);
        foreach (SchemaLine line in lines.Where(l => !l.IsRemoved))
        {
            EnumMemberModel? same = type.EnumMembers.FirstOrDefault(m => SchemaText.Quote(line.Number is null ? m.WireName : m.Name) == line.Name);
            string? value = same?.Number(type.UnderlyingKind);
            bool isThere = line.Number is { } number ? type.EnumMembers.Any(m => m.Number(type.UnderlyingKind) == Text(number)) : same is not null;
            if (line.Number is { } meaning && value is not null && value != Text(meaning))
            {
                SchemaFinding changed = Changed(member, $"an enum whose '{line.Name}' is {value}", line);
                changed.Removed.Add(line);
                changed.Added.AddRange(RecordSchema.LinesOf(type).Where(t => lines.All(l => l.Text != t) && IsAbout(t, line)));
                broken.UnionWith(changed.Added);
                _findings.Add(changed);
            }
            else if (!isThere)
            {
                var gone = new SchemaFinding(
                    DiagnosticDescriptors.SchemaMemberIsGone, member.Name, line.Text, $"'{type.Name.Replace("global::", "")}' has no such value: keep it");
                gone.Removed.Add(line);
                _findings.Add(gone);
            }
        }

        foreach (string text in RecordSchema.LinesOf(type).Where(t => lines.All(l => l.Text != t) && !broken.Contains(t)))
        {
            SchemaLine? added = SchemaLine.Parse(text, default);
            SchemaLine? reserved = lines.FirstOrDefault(l => l.IsRemoved && l.Number is not null && l.Number == added?.Number && l.Name != added?.Name);
            if (reserved is null) Missing(member, text);
            else
            {
                SchemaFinding changed = Changed(member, $"an enum whose {added!.Number} is '{added.Name}'", reserved);
                changed.Added.Add(text);
                _findings.Add(changed);
            }
        }
    }

    private static bool IsAbout(string text, SchemaLine line) => SchemaLine.Parse(text, default) is { } other && other.Name == line.Name;

    private static string Text(decimal number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static HashSet<string> NamesOf(RecordMemberModel member) =>
        new(member.Aliases.Prepend(member.WireName).Select(SchemaText.Quote), StringComparer.Ordinal);

    private SchemaFinding Changed(RecordMemberModel member, string now, SchemaLine line) =>
        new(DiagnosticDescriptors.SchemaTypeChanged, member.Name, _record.Type.Name, member.Name, now, line.Text);

    private void Missing(RecordMemberModel member, string text)
    {
        var finding = new SchemaFinding(DiagnosticDescriptors.SchemaLacksLine, member.Name, text);
        finding.Added.Add(text);
        _findings.Add(finding);
    }
}
