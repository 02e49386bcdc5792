using Faust.Generators.Model;

namespace Faust.Analyzers.Schema;

/// <summary>The lines that a record asks for.</summary>
internal static class RecordSchema
{
    public static string NameOf(RecordModel record) => SchemaTypeText.NameOf(record.Type.FullyQualifiedName);

    /// <summary>The members that have a name on the wire.</summary>
    public static IEnumerable<RecordMemberModel> MembersOf(RecordModel record) => record.Members.Where(m => !m.IsExtensionData);

    /// <summary>The line of the name under which a member is written, then those of the names under which it is only read.</summary>
    public static IEnumerable<string> LinesOf(string owner, RecordMemberModel member)
    {
        string type = SchemaTypeText.Of(member.Type);
        yield return SchemaLine.Member(owner, member.WireName, type, member.MustBeThere);
        foreach (string alias in member.Aliases) yield return SchemaLine.Alias(owner, alias, type, member.WireName);
    }

    /// <summary>The enums among a type and those it is made of.</summary>
    public static IEnumerable<WireTypeModel> EnumsOf(WireTypeModel type)
    {
        if (type.Kind == WireTypeKind.Enum) yield return type;
        foreach (WireTypeModel? part in new[] { type.Key, type.Element })
        {
            foreach (WireTypeModel found in part is null ? [] : EnumsOf(part)) yield return found;
        }
    }

    /// <summary>The lines of what an enum is written as: names, or numbers with the names that tell what they mean.</summary>
    public static IEnumerable<string> LinesOf(WireTypeModel type)
    {
        string owner = SchemaTypeText.NameOf(type.Name);
        return type.EnumTexts.Count > 0
            ? type.EnumTexts.Select(t => SchemaLine.EnumText(owner, t.WireName))
            : type.EnumMembers.GroupBy(m => m.Name).Select(m => SchemaLine.EnumNumber(owner, m.Key, m.First().Number(type.UnderlyingKind)));
    }

    /// <summary>All lines of a record whose file has none.</summary>
    public static IEnumerable<string> LinesOf(RecordModel record)
    {
        string owner = NameOf(record);
        return MembersOf(record).SelectMany(m => LinesOf(owner, m).Concat(EnumsOf(m.Type).SelectMany(LinesOf)));
    }
}
