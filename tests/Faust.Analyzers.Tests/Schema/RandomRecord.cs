using System.Globalization;
using System.Text;

namespace Faust.Analyzers.Schema;

/// <summary>A record of a random program, with an enum and a nested record of its own, and what becomes of them.</summary>
internal sealed class RandomRecord
{
    private sealed record Member(string Name, RandomType Type, bool HasDefault, bool IsRequired, bool IsIgnored, bool IsText, string? Alias);

    private readonly int _number;
    private readonly int _next;
    private readonly bool _isPositional;
    private readonly List<Member> _members;
    private readonly List<(string Name, int Value)> _enum;

    private RandomRecord(int number, bool isPositional, List<Member> members, List<(string, int)> values, int next)
    {
        _next = next;
        _number = number;
        _isPositional = isPositional;
        _members = members;
        _enum = values;
    }

    public static RandomRecord Create(Random random, int number)
    {
        var members = new List<Member>();
        for (int i = random.Next(1, 4); i > 0; i--) members.Add(New(random, members.Count));
        return new RandomRecord(number, random.Next(2) == 0, members, [("M0", 0), ("M1", 1), ("M2", 2)], members.Count);
    }

    /// <summary>A record of one member, <c>A0</c>.</summary>
    public static RandomRecord Of(int number, RandomType type, bool isText) =>
        new(number, true, [new Member("A0", type, false, false, false, isText, null)], [("M0", 0), ("M1", 1), ("M2", 2)], 1);

    /// <summary>The next version.</summary>
    public RandomRecord Evolve(Random random)
    {
        List<Member> members = [.. _members];
        List<(string Name, int Value)> values = [.. _enum];
        int index = random.Next(members.Count);
        Member member = members[index];
        switch (random.Next(13))
        {
            case 0 or 1 or 2 or 3: members[index] = member with { Type = member.Type.Changed(random) }; break;
            case 4: members[index] = member with { Name = member.Name + "x" }; break;
            case 5: members[index] = member with { Name = member.Name + "y", Alias = Camel(member.Name) }; break;
            case 6: members[index] = member with { IsIgnored = !member.IsIgnored }; break;
            case 7: members[index] = member with { IsRequired = !member.IsRequired }; break;
            case 8: members[index] = member with { IsText = !member.IsText }; break;
            case 9 when members.Count > 1: members.RemoveAt(index); break;
            case 10: values.Add(("M" + values.Count, values.Count)); break;
            case 11: values[1] = random.Next(3) switch { 0 => ("M1", 7), 1 => ("Other", 1), _ => ("M1", 1) }; break;
            default: members.Add(New(random, _next)); break;
        }

        // A constructor's parameters with defaults stand behind the others; the order means nothing on the wire.
        return new RandomRecord(_number, _isPositional, members, values, _next + 1);
    }

    /// <summary>The types, and a method <c>Write</c> that gives values of them as JSON and MessagePack, in turn.</summary>
    public string CSharp(Random random)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"public enum E{_number} {{ {string.Join(", ", _enum.Select(e => $"{e.Name} = {e.Value}"))} }}\n");
        text.Append(CultureInfo.InvariantCulture, $"[Record] public partial record struct P{_number}(int N);\n");
        List<Member> ordered = [.. _members.OrderBy(HasDefault)];
        string members = string.Join(_isPositional ? ", " : " ", ordered.Select(Declaration));
        text.Append(CultureInfo.InvariantCulture, $"[Record] public sealed partial record R{_number}{(_isPositional ? $"({members});" : $" {{ {members} }}")}\n");
        text.Append(CultureInfo.InvariantCulture, $"public static class W{_number}\n{{\n    public static byte[][] Write() =>\n    [\n");
        for (int i = 0; i < 12; i++)
        {
            IEnumerable<string> values = ordered.Select(m => (_isPositional ? $"{m.Name}: " : $"{m.Name} = ") + m.Type.Value(random, _number, _enum.Count));
            string arguments = string.Join(", ", values);
            text.Append(CultureInfo.InvariantCulture, $"        .. Both(new R{_number}{(_isPositional ? $"({arguments})" : $" {{ {arguments} }}")}),\n");
        }

        text.Append(CultureInfo.InvariantCulture, $$"""
                ];

                private static byte[][] Both(R{{_number}} value) => [RecordJson.Serialize(value), RecordMessagePack.Serialize(value)];

                public static byte[]? Read(byte[] data, bool isPacked)
                {
                    R{{_number}} value = isPacked ? RecordMessagePack.Deserialize<R{{_number}}>(data) : RecordJson.Deserialize<R{{_number}}>(data);
                    // Members that old data lack may be nulls that cannot be written.
                    try { return RecordJson.Serialize(value); }
                    catch (InvalidOperationException) { return null; }
                }
            }

            """);
        return text.ToString();
    }

    /// <summary>The names on the wire whose values must stay as they are, by the names under which they are written now.</summary>
    public IEnumerable<(string Old, string Now)> Kept(RandomRecord written) =>
        from m in _members
        where !m.IsIgnored && !m.Type.HasEnum
        from old in written._members
        where !old.IsIgnored && !old.Type.HasEnum && (Camel(old.Name) == Camel(m.Name) || Camel(old.Name) == m.Alias)
        select (Camel(old.Name), Camel(m.Name));

    /// <summary>Whether a name on the wire is a member's, or an alias of one.</summary>
    public bool Reads(string name) => _members.Any(m => !m.IsIgnored && (Camel(m.Name) == name || m.Alias == name));

    private bool HasDefault(Member member) => member.HasDefault || member.IsIgnored;

    private string Declaration(Member member)
    {
        string attributes = (member.IsIgnored ? "[RecordIgnore] " : "")
            + (member.IsText ? "[RecordField(EnumAsText = true" : "[RecordField(EnumAsText = false")
            + (member.Alias is null ? ")] " : $", Aliases = new[] {{ \"{member.Alias}\" }})] ");
        string type = member.Type.CSharp(_number);
        if (_isPositional) return $"{attributes}{type} {member.Name}{(HasDefault(member) ? " = default" + (member.Type.IsReference ? "!" : "") : "")}";
        string required = member is { IsRequired: true, IsIgnored: false } ? "required " : "";
        string initial = required.Length == 0 && member.Type is { IsReference: true, IsNullable: false } ? " = null!;" : "";
        return $"{attributes}public {required}{type} {member.Name} {{ get; {(member.HasDefault ? "init" : "set")}; }}{initial}";
    }

    private static Member New(Random random, int number) =>
        new("A" + number, RandomType.Any(random), random.Next(3) == 0, random.Next(3) == 0, false, random.Next(2) == 0, null);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
