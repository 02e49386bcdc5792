namespace Faust.Generators.Model;

/// <summary>An argument that a record is created with.</summary>
/// <param name="Member">The index of the member it comes from.</param>
/// <param name="ParameterName">The parameter to name, or null where its position says enough.</param>
internal sealed record ConstructorArgumentModel(int Member, string? ParameterName);
