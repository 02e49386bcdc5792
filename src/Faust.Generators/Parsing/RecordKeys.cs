using System.Globalization;
using Faust.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>
/// The places and names of a record's members in MessagePack: by our <c>[Key]</c>, or by the annotations of MessagePack-CSharp, so that
/// contracts written for that need no change.
/// </summary>
internal sealed class RecordKeys
{
    // What an array with 16 bits of length has at most; a gap is a nil for every place.
    private const int MaxKey = ushort.MaxValue;

    private readonly Dictionary<RecordMember, (int? Index, string? Name)> _keys = [];

    public RecordKeys(
        INamedTypeSymbol type, List<RecordMember> members, MemberAttributes attributes, KnownSymbols symbols, Action<RecordFailureKind, string?, string> fail)
    {
        AttributeData? contract = KnownSymbols.FindAttribute(type, symbols.ForeignContract);
        bool namesAsDeclared = contract?.ConstructorArguments.FirstOrDefault().Value is true;
        foreach (RecordMember member in members)
        {
            object? own = attributes.Find(member, symbols.Key)?.ConstructorArguments.FirstOrDefault().Value;
            object? foreign = attributes.Find(member, symbols.ForeignKey)?.ConstructorArguments.FirstOrDefault().Value;
            _keys.Add(member, ((own ?? foreign) as int?, foreign as string ?? (namesAsDeclared ? member.Name : null)));
        }

        CheckIndexes(members, fail);
    }

    /// <summary>The member's place, or -1.</summary>
    public int IndexOf(RecordMember member) => _keys.TryGetValue(member, out (int? Index, string? Name) key) ? key.Index ?? -1 : -1;

    /// <summary>The member's name; null where it is that of JSON.</summary>
    public string? NameOf(RecordMember member) => _keys.TryGetValue(member, out (int? Index, string? Name) key) ? key.Name : null;

    private void CheckIndexes(List<RecordMember> members, Action<RecordFailureKind, string?, string> fail)
    {
        if (_keys.Values.All(k => k.Index is null)) return;
        int next = _keys.Values.Max(k => k.Index is { } index and <= MaxKey ? index : -1) + 1;
        var taken = new HashSet<int>();
        foreach (RecordMember member in members)
        {
            if (_keys[member].Index is not { } index) fail(RecordFailureKind.MissingKey, member.Name, Text(next++));
            else if (index is < 0 or > MaxKey) fail(RecordFailureKind.InvalidKey, member.Name, Text(index));
            else if (!taken.Add(index)) fail(RecordFailureKind.DuplicateKey, member.Name, Text(index));
        }
    }

    private static string Text(int key) => key.ToString(CultureInfo.InvariantCulture);
}
