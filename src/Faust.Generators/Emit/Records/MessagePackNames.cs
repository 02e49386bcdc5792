using Faust.Generators.Model;

namespace Faust.Generators.Emit.Records;

/// <summary>The members' names with their headers, as properties of the class of helpers; made when they are asked for.</summary>
internal sealed class MessagePackNames(RecordModel record, MessagePackValueEmitter values)
{
    private readonly string?[] _names = new string?[record.Members.Count];

    /// <summary>The name of a member.</summary>
    public string Of(int member) => _names[member] ??= Add(record.Members[member], "Name", "");

    /// <summary>The name of a member behind the header of a map.</summary>
    public string First(int member, int count) => Add(record.Members[member], "First", MessagePackLiteral.Map(count) + ", ");

    private string Add(RecordMemberModel member, string suffix, string header)
    {
        string name = member.MessagePackName;
        string comment = (header.Length == 0 ? "" : "A map, and its first name: ") + Utf8Literal.Quote(name);
        return values.AddHelper(member.Name.TrimStart('@') + suffix, property => $"""
            // {comment}
            public static global::System.ReadOnlySpan<byte> {property} => [{header}{MessagePackLiteral.String(name)}];
            """);
    }
}
