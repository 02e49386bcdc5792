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
        Name = given is null ? own : WireName.Valid(given);
        Aliases = KnownSymbols.FindArgument(field, "Aliases") is { Kind: TypedConstantKind.Array, IsNull: false } aliases
            ? aliases.Values.Select(v => v.Value).OfType<string>().Select(WireName.Valid).Where(a => a != Name).Distinct().ToList()
            : [];
    }

    public string Name { get; }

    public IReadOnlyList<string> Aliases { get; }
}
