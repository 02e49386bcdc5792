namespace Faust.Generators.Model.Privacy;

/// <summary>A member that not everybody may see.</summary>
/// <param name="Name">The member.</param>
/// <param name="WireName">Its name on the wire; empty where it does not travel.</param>
/// <param name="Class">The property of <c>SensitiveData</c> that says what it is.</param>
internal sealed record ClassifiedMemberModel(string Name, string WireName, string Class);
