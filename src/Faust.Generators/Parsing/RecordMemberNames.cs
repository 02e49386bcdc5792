using Faust.Generators.Helpers;
using Microsoft.CodeAnalysis;

namespace Faust.Generators.Parsing;

/// <summary>The names of a member on the wire: the one it is written under, and those that are read as it too.</summary>
internal sealed class RecordMemberNames
{
    /// <param name="member">The member.</param>
    /// <param name="field">Its <c>[RecordField]</c>.</param>
    /// <param name="settings">What holds for the record.</param>
    /// <param name="jsonName">The name that <c>[JsonPropertyName]</c> gives, which counts where ours gives none.</param>
    public RecordMemberNames(string member, AttributeData? field, RecordSettings settings, string? jsonName)
        : this(WireName.Convert(member, settings.Naming), field, field?.ConstructorArguments.FirstOrDefault().Value as string ?? jsonName)
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
