using Faust.Generators.Helpers;

namespace Faust.Generators.Model.Checks;

/// <summary>The checks of a member.</summary>
internal sealed record MemberChecksModel
{
    /// <summary>The identifier, with its @ where it needs one.</summary>
    public required string Name { get; init; }

    public required string WireName { get; init; }

    /// <summary>What messages call it.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Whether its value must not be shown: messages of the user's code, and keys within it, might do so.</summary>
    public required bool IsSensitive { get; init; }

    /// <summary>That the member is there, if that is asked for: what is missing is not checked further.</summary>
    public required CheckModel? Required { get; init; }

    public required EquatableArray<CheckModel> Checks { get; init; }

    /// <summary>The records within it that have checks; null where there are none.</summary>
    public required NestedChecksModel? Nested { get; init; }

    /// <summary>Whether reading leaves a record here that was not read: the default of a struct.</summary>
    public bool IsNestedDefaultable => Nested is { Element: null, IsAny: false, Type: { IsValueType: true, AllowsNull: false } };
}
