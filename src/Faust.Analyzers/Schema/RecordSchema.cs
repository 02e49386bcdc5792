using System.Globalization;
using Faust.Generators.Model;

namespace Faust.Analyzers.Schema;

/// <summary>The lines that a record asks for.</summary>
internal static class RecordSchema
{
    /// <summary>The C# name of a record, a closed hierarchy or both.</summary>
    public static string NameOf(RecordParseResult record) => SchemaTypeText.NameOf(TypeOf(record).FullyQualifiedName);

    public static TypeDeclarationModel TypeOf(RecordParseResult record) => record.Model?.Type ?? record.Union!.Type;

    /// <summary>The members that have a name on the wire.</summary>
    public static IReadOnlyList<RecordMemberModel> MembersOf(RecordParseResult record) =>
        record.Model is { } model ? model.Members.Where(m => !m.IsExtensionData).ToList() : [];

    /// <summary>The line of the name under which a member is written, then those of the names under which it is only read.</summary>
    public static IEnumerable<string> LinesOf(string owner, RecordMemberModel member)
    {
        string type = SchemaTypeText.Of(member.Type);
        yield return SchemaLine.Member(owner, member.WireName, type, member.MustBeThere, KeyOf(member));
        foreach (string alias in member.Aliases) yield return SchemaLine.Alias(owner, alias, type, member.WireName);
    }

    /// <summary>The enums among a type and those it is made of.</summary>
    public static IEnumerable<WireTypeModel> EnumsOf(WireTypeModel type)
    {
        if (type.Kind == WireTypeKind.Enum) yield return type;
        foreach (WireTypeModel found in PartsOf(type).SelectMany(EnumsOf)) yield return found;
    }

    /// <summary>The lines of what an enum is written as: names, or numbers with the names that tell what they mean.</summary>
    public static IEnumerable<string> LinesOf(WireTypeModel type)
    {
        string owner = SchemaTypeText.NameOf(type.Name);
        return type.EnumTexts.Count > 0
            ? type.EnumTexts.Select(t => SchemaLine.EnumText(owner, t.WireName))
            // A member has an entry for each name that it is read by.
            : type.EnumMembers.GroupBy(m => m.Name).Select(m => SchemaLine.EnumNumber(owner, m.Key, m.First().Number(type.UnderlyingKind)));
    }

    /// <summary>The lines of a closed hierarchy.</summary>
    public static IEnumerable<string> LinesOf(UnionModel union)
    {
        string owner = SchemaTypeText.NameOf(union.Type.FullyQualifiedName);
        return union.Cases.Select(c => SchemaLine.CaseOf(owner, ValueOf(c), SchemaTypeText.NameOf(c.Type), DiscriminatorOf(union)));
    }

    /// <summary>The name of the member that tells the cases apart.</summary>
    public static string DiscriminatorOf(UnionModel union) => union.Discriminator ?? "__faust";

    /// <summary>The lines of a record that are of none of its members: that it may be empty, or have Faust's forms.</summary>
    public static IEnumerable<string> LinesOf(RecordModel record)
    {
        string owner = SchemaTypeText.NameOf(record.Type.FullyQualifiedName);
        if (record.Members.All(m => m.IsExtensionData)) yield return SchemaLine.Empty(owner);
        if (HasFaustForms(record)) yield return SchemaLine.Faust(owner);
    }

    /// <summary>Whether anything in a record is written as Faust, the Python library, does it.</summary>
    public static bool HasFaustForms(RecordModel record) => record.Members.Any(m => HasFaustForm(m.Type));

    /// <summary>All lines of a record whose file has none.</summary>
    public static IEnumerable<string> LinesOf(RecordParseResult record)
    {
        string owner = NameOf(record);
        IEnumerable<string> members = MembersOf(record).SelectMany(m => LinesOf(owner, m).Concat(EnumsOf(m.Type).SelectMany(LinesOf)));
        return members
            .Concat(record.Model is { } model ? LinesOf(model) : [])
            .Concat(record.Union is { } union ? LinesOf(union) : []);
    }

    // A text of digits alone is in quotes, as it is another discriminator than the number.
    private static string ValueOf(UnionCaseModel @case)
    {
        string quoted = SchemaText.Quote(@case.Value);
        bool looksLikeNumber = quoted[0] == '-' || char.IsDigit(quoted[0]);
        return @case.IsNumber || !looksLikeNumber ? quoted : $"\"{quoted}\"";
    }

    private static string? KeyOf(RecordMemberModel member)
    {
        if (member.Key >= 0) return member.Key.ToString(CultureInfo.InvariantCulture);
        if (member.MessagePackName == member.WireName) return null;
        string quoted = SchemaText.Quote(member.MessagePackName);
        return quoted[0] == '"' ? quoted : $"\"{quoted}\"";
    }

    private static bool HasFaustForm(WireTypeModel type) => type.IsFaust || PartsOf(type).Any(HasFaustForm);

    private static IEnumerable<WireTypeModel> PartsOf(WireTypeModel type)
    {
        if (type.Key is { } key) yield return key;
        if (type.Element is { } element) yield return element;
        foreach (WireTypeModel item in type.Items) yield return item;
    }
}
