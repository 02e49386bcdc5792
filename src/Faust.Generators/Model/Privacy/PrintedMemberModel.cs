namespace Faust.Generators.Model.Privacy;

/// <summary>A member that is printed.</summary>
/// <param name="Name">The identifier, with its @ where it needs one.</param>
/// <param name="IsMasked">Whether a mask is printed instead of its value.</param>
internal sealed record PrintedMemberModel(string Name, bool IsMasked);
