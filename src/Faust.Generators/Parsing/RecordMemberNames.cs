using Faust.Generators.Helpers;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>The names of a member on the wire: the one it is written under, and those that are read as it too.</summary>
internal sealed class RecordMemberNames
{
    public RecordMemberNames(string member, AttributeData? field, RecordSettings settings)
        : this(WireName.Convert(member, settings.Naming), field, field?.ConstructorArguments.FirstOrDefault().Value as string)
    {
    }

    /// <param name="own">The name where none is given.</param>
    /// <param name="field">The attribute with the aliases.</param>
    /// <param name="given">The name that an attribute gives.</param>
    public RecordMemberNames(string own, AttributeData? field, string? given)
    {
        Name = given is null ? own : Valid(given);
        Aliases = KnownSymbols.FindArgument(field, "Aliases") is { Kind: TypedConstantKind.Array, IsNull: false } aliases
            ? aliases.Values.Select(v => v.Value).OfType<string>().Select(Valid).Where(a => a != Name).Distinct().ToList()
            : [];
    }

    public string Name { get; }

    public IReadOnlyList<string> Aliases { get; }

    // UTF-8 has no form for half a surrogate pair; the reader and the writer of strings put the same in its place.
    private static string Valid(string name)
    {
        char[] chars = name.ToCharArray();
        for (int i = 0; i < chars.Length; i++)
        {
            if (!char.IsSurrogate(chars[i])) continue;
            if (i + 1 < chars.Length && char.IsSurrogatePair(chars[i], chars[i + 1])) i++;
            else chars[i] = '\uFFFD';
        }

        return new string(chars);
    }
}
