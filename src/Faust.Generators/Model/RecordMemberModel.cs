using Faust.Generators.Helpers;

namespace Faust.Generators.Model;

/// <summary>A member of a record: a property or field that travels.</summary>
internal sealed record RecordMemberModel
{
    /// <summary>The identifier, with its @ where it needs one.</summary>
    public required string Name { get; init; }

    public required string WireName { get; init; }

    /// <summary>Names that are read as the member too.</summary>
    public EquatableArray<string> Aliases { get; init; }

    /// <summary>The name in MessagePack, if it is not an array.</summary>
    public required string MessagePackName { get; init; }

    /// <summary>The place in a MessagePack array, or -1: all members have one, or none has.</summary>
    public int Key { get; init; } = -1;

    public required WireTypeModel Type { get; init; }

    public required MemberAssignment Assignment { get; init; }

    /// <summary>
    /// What a constructor's argument is when the input lacks it, as C#; null where it has no default: then it is <c>default</c> or, where
    /// that would be a null that the type does not allow, an error.
    /// </summary>
    public string? DefaultValue { get; init; }

    /// <summary>The value, as C#, that the member has when the input lacks it, where it is not written then; null where it is always written.</summary>
    public string? OmittedValue { get; init; }

    /// <summary>The class that declares an <see cref="MemberAssignment.Init"/> member, as C#.</summary>
    public required string DeclaringType { get; init; }

    /// <summary>Whether its value must not be shown to everybody, so that no error quotes it.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>Whether it holds the members that the record does not have, and has no name itself.</summary>
    public bool IsExtensionData => Type.Kind == WireTypeKind.ExtensionData;

    public bool IsRequired => Assignment is MemberAssignment.Required or MemberAssignment.ConstructorAndRequired;

    /// <summary>Whether input that lacks it cannot be read.</summary>
    public bool MustBeThere => !IsExtensionData
        && (IsRequired || (this is { Assignment: MemberAssignment.Constructor, DefaultValue: null } && Type.HasInvalidDefault));

    /// <summary>Whether the record keeps the value of its own initializer when the input lacks the member.</summary>
    public bool KeepsInitializer => Assignment is MemberAssignment.Set or MemberAssignment.Init;
}
