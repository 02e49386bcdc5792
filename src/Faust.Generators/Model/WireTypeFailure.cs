namespace Faust.Generators.Model;

/// <summary>Why a type cannot be written and read as JSON.</summary>
/// <param name="Kind">The reason.</param>
/// <param name="Type">The type at fault as the user reads it: an element's where a list is at fault for its element.</param>
/// <param name="Detail">The name at fault, for an enum's members; else empty.</param>
internal sealed record WireTypeFailure(WireTypeFailureKind Kind, string Type, string Detail = "");
