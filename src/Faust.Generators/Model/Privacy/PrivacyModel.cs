using Faust.Generators.Helpers;

namespace Faust.Generators.Model.Privacy;

/// <summary>What is done for the members of a record that not everybody may see.</summary>
internal sealed record PrivacyModel
{
    public required PrintKind Print { get; init; }

    /// <summary>Of a <c>PrintMembers</c>: its modifiers.</summary>
    public required string Modifiers { get; init; }

    /// <summary>Of a <c>PrintMembers</c>: whether that of the base class prints what it declares.</summary>
    public required bool CallsBase { get; init; }

    /// <summary>What is printed, in order.</summary>
    public required EquatableArray<PrintedMemberModel> Printed { get; init; }

    /// <summary>The members that not everybody may see.</summary>
    public required EquatableArray<ClassifiedMemberModel> Classified { get; init; }

    /// <summary>A name that no member has, for the list of them.</summary>
    public required string ListName { get; init; }
}
