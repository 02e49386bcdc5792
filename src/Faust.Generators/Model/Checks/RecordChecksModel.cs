using Faust.Generators.Helpers;

namespace Faust.Generators.Model.Checks;

/// <summary>The checks of a record that has some, itself or in records within it.</summary>
internal sealed record RecordChecksModel
{
    /// <summary>A name that no member has, for the class of helpers.</summary>
    public required string HelperName { get; init; }

    public required bool ValidatesOnRead { get; init; }

    /// <summary>Whether <c>Validate()</c> can be a public method, because the name is free.</summary>
    public required bool IsMethodPublic { get; init; }

    /// <summary>Whether a base class has the method too.</summary>
    public required bool HidesBase { get; init; }

    public required EquatableArray<MemberChecksModel> Members { get; init; }

    /// <summary>Checks of the record as a whole.</summary>
    public required EquatableArray<CheckModel> Whole { get; init; }

    /// <summary>Members and their names on the wire, for what the record says of itself. Empty where it says nothing.</summary>
    public required EquatableArray<(string Key, string Value)> WireNames { get; init; }

    /// <summary>Whether it is an <c>IValidatableObject</c>.</summary>
    public required bool IsValidatableObject { get; init; }

    /// <summary>Whether it checks anything but the records within it.</summary>
    public bool HasOwn => IsValidatableObject || Whole.Count > 0 || Members.Any(m => m.Required is not null || m.Checks.Count > 0);

    /// <summary>Whether reading runs any check that the records within do not run when they are read.</summary>
    public bool IsReadChecked => ValidatesOnRead && (HasOwn || Members.Any(m => m.IsNestedDefaultable));
}
