using Faust.Generators.Helpers;
using Faust.Generators.Model.Checks;
using Faust.Generators.Model.Privacy;

namespace Faust.Generators.Model;

/// <summary>A type marked <c>[Record]</c>.</summary>
/// <remarks>A value of the incremental pipeline; see <see cref="TypeDeclarationModel"/> for what that asks of a new member.</remarks>
internal sealed record RecordModel
{
    public required TypeDeclarationModel Type { get; init; }

    public required bool IsValueType { get; init; }

    /// <summary>Whether a base class is a record too, whose <c>ReadJson</c> is hidden.</summary>
    public required bool HidesBase { get; init; }

    /// <summary>Whether a value can contain another of its type, so that only the input bounds its depth.</summary>
    public required bool IsRecursive { get; init; }

    /// <summary>The namespace that Faust, the Python library, knows the record by, or null.</summary>
    public string? Namespace { get; init; }

    /// <summary>Whether it is a case of a closed hierarchy, whose discriminator may have been read before the record is.</summary>
    public bool IsCase { get; init; }

    /// <summary>Where it is a closed hierarchy too, of which it is a case itself: what is public speaks for all cases. Else null.</summary>
    public OwnCaseModel? OwnCase { get; init; }

    /// <summary>Names that are read over where unknown members are kept.</summary>
    public EquatableArray<string> Unkept { get; init; }

    /// <summary>A name that no member has, for the class of helpers.</summary>
    public required string HelperName { get; init; }

    /// <summary>What its MessagePack needs; null where something in it has none, or the user has written it.</summary>
    public MessagePackModel? MessagePack { get; init; }

    /// <summary>The members in the order in which they are written.</summary>
    public required EquatableArray<RecordMemberModel> Members { get; init; }

    public required EquatableArray<ConstructorArgumentModel> Arguments { get; init; }

    /// <summary>Whether MessagePack is an array of members at their keys, not a map of names.</summary>
    public bool HasKeys => Members.Any(m => m.Key >= 0);

    public required EventTimeKind EventTime { get; init; }

    /// <summary>The index of the member that is the event time, or -1.</summary>
    public required int EventTimeMember { get; init; }

    /// <summary>The checks that it or a record within it has, else null.</summary>
    public RecordChecksModel? Checks { get; init; }

    /// <summary>What is done for members that not everybody may see; null where there are none.</summary>
    public PrivacyModel? Privacy { get; init; }
}
