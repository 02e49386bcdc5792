using Faust.Generators.Model;

namespace Faust.Analyzers.Schema;

/// <summary>Compares a record with what the file says of data already written: every line must be read by the record as it is now.</summary>
/// <remarks>
/// Lines only come in addition, so that no chain of changes that are harmless each can lose what was written at its beginning. A line marked
/// as removed is read no more; it still tells what its name was used for, until the name's new use is in the file.
/// </remarks>
internal sealed class SchemaComparison
{
    private readonly RecordParseResult _record;
    private readonly string _owner;
    private readonly string _recordName;
    private readonly ILookup<string, SchemaLine> _lines;
    private readonly bool _isNew;
    private readonly List<SchemaFinding> _findings = [];

    private SchemaComparison(RecordParseResult record, SchemaFile file)
    {
        _record = record;
        _owner = RecordSchema.NameOf(record);
        _recordName = RecordSchema.TypeOf(record).Name;
        IReadOnlyList<SchemaLine> lines = file.LinesOfRecord(_owner);
        _isNew = !lines.Any(l => l.Kind is SchemaLineKind.Member or SchemaLineKind.Empty);
        _lines = lines.Where(l => l.Kind == SchemaLineKind.Member).ToLookup(l => l.Name, StringComparer.Ordinal);
    }

    public static IReadOnlyList<SchemaFinding> Compare(RecordParseResult record, SchemaFile file)
    {
        var comparison = new SchemaComparison(record, file);
        comparison.CompareMembers();
        comparison.FindGone();
        return
        [
            .. comparison._findings,
            .. CaseComparison.Compare(record, file),
            .. EnumComparison.Compare(record, file),
        ];
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
            bool isPacked = IsPackedAs(member, line);
            if (isRead && !isOtherMembers && isPacked) continue;
            string now = !isRead ? $"'{SchemaTypeText.Of(member.Type)}'"
                : isOtherMembers ? $"read from '{line.Name}' in place of '{line.AliasOf}'"
                : $"{Packed(member)} in MessagePack";
            breaking ??= Changed(member, now, line);
            breaking.Removed.Add(line);
        }

        List<string> lacking = RecordSchema.LinesOf(_owner, member).Where(t => known.All(l => l.Text != t)).ToList();
        // Before what else is wrong with it: to make it optional would not help.
        if (breaking is null && lacking.Select(t => FindReserved(t, type)).FirstOrDefault(l => l is not null) is { } reserved)
        {
            breaking = Changed(member, $"'{SchemaTypeText.Of(member.Type)}' under the name '{reserved.Name}' of a removed one", reserved);
        }

        if (member.MustBeThere && !IsAlwaysThere(names, known)) breaking = Required(member, names, known, breaking);
        foreach (string text in lacking)
        {
            if (breaking is null && FindPlace(text, names) is { } other) breaking = Changed(member, $"at key {member.Key}, the place of '{other.Name}'", other);

            if (breaking is not null) breaking.Added.Add(text);
            else _findings.Add(SchemaFinding.Missing(member.Name, text));
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
        breaking ??= new SchemaFinding(DiagnosticDescriptors.SchemaMemberIsRequired, member.Name, _recordName, member.Name);
        breaking.Added.Add(SchemaLine.Missing(_owner, member.WireName));
        return breaking;
    }

    private SchemaLine? FindReserved(string text, SchemaType type) =>
        SchemaLine.Parse(text, default) is { } line
            ? _lines[line.Name].FirstOrDefault(l => l is { IsRemoved: true, Type: not null } && !SchemaCompatibility.CanRead(type, l.Type))
            : null;

    // Whoever has the place now would take the other's values for its own.
    private SchemaLine? FindPlace(string text, HashSet<string> names) => SchemaLine.Parse(text, default)?.Key is { } key
        ? _lines.Where(g => !names.Contains(g.Key)).SelectMany(g => g).FirstOrDefault(l => l.Key == key)
        : null;

    // Maps are read by their names whether the record is an array by now or not; arrays have no names.
    private static bool IsPackedAs(RecordMemberModel member, SchemaLine line)
    {
        if (line.Type is null || line.AliasOf is not null) return true;
        return line.Key is { } key
            ? member.Key == key
            : member.Aliases.Prepend(member.MessagePackName).Any(n => SchemaText.Quote(n) == (line.PackedName ?? line.Name));
    }

    private static string Packed(RecordMemberModel member) => member.Key < 0 ? $"named '{member.MessagePackName}'" : $"at key {member.Key}";

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
                $"no member of '{_recordName}' reads it: keep the member, or make '{lines.Key}' an alias of another");
            finding.Removed.AddRange(read);
            _findings.Add(finding);
        }
    }

    private static HashSet<string> NamesOf(RecordMemberModel member) =>
        new(member.Aliases.Prepend(member.WireName).Select(SchemaText.Quote), StringComparer.Ordinal);

    private SchemaFinding Changed(RecordMemberModel member, string now, SchemaLine line) =>
        new(DiagnosticDescriptors.SchemaTypeChanged, member.Name, _recordName, $"Member '{member.Name}'", now, line.Text);
}
