namespace Faust.Generators.Model;

/// <summary>Why a type that can be written and read as JSON has no MessagePack.</summary>
/// <param name="Type">The type at fault as the user reads it: a record without the interface, a type parameter, what has no form.</param>
/// <param name="Record">The record whose member or case has it, or null where it is the type asked for, or part of that.</param>
/// <param name="Member">That member; null where it is a case.</param>
internal sealed record MessagePackObstacle(string Type, string? Record = null, string? Member = null);
