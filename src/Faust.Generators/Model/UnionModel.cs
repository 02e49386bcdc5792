using Faust.Generators.Helpers;

namespace Faust.Generators.Model;

/// <summary>A closed hierarchy: a type whose values are of one of several records.</summary>
/// <remarks>A value of the incremental pipeline; see <see cref="TypeDeclarationModel"/> for what that asks of a new member.</remarks>
internal sealed record UnionModel
{
    public required TypeDeclarationModel Type { get; init; }

    public required bool IsInterface { get; init; }

    /// <summary>Whether a base class is a record too, whose <c>ReadJson</c> is hidden.</summary>
    public required bool HidesBase { get; init; }

    /// <summary>The name of the member that tells the cases apart; null where they are told apart as Faust, the Python library, does it.</summary>
    public required string? Discriminator { get; init; }

    public required EquatableArray<UnionCaseModel> Cases { get; init; }

    /// <summary>Where the type is a case of itself, what that case is written and read by; else null.</summary>
    public OwnCaseModel? OwnCase { get; init; }

    /// <summary>What its MessagePack needs; null where a case has none, or the user has written it.</summary>
    public MessagePackModel? MessagePack { get; init; }

    /// <summary>Whether any case tells its event time.</summary>
    public bool HasEventTime => Cases.Any(c => c.HasEventTime);
}
