namespace Faust.Generators.Model;

/// <summary>A member of an enum under one of its names.</summary>
/// <param name="Name">The identifier, without an @.</param>
/// <param name="WireName">The name on the wire.</param>
/// <param name="Bits">The value; of a negative one, all higher bits are set.</param>
internal sealed record EnumMemberModel(string Name, string WireName, ulong Bits);
