using System.Globalization;

namespace Faust.Generators.Model;

/// <summary>A member of an enum under one of its names.</summary>
/// <param name="Name">The identifier, without an @.</param>
/// <param name="WireName">The name on the wire.</param>
/// <param name="Bits">The value; of a negative one, all higher bits are set.</param>
internal sealed record EnumMemberModel(string Name, string WireName, ulong Bits)
{
    /// <summary>Whether its use by name is an error: it is obsolete.</summary>
    public bool IsForbidden { get; init; }

    /// <summary>The value in decimal.</summary>
    /// <param name="underlying">The enum's underlying type.</param>
    public string Number(WireTypeKind underlying) => underlying is WireTypeKind.SByte or WireTypeKind.Int16 or WireTypeKind.Int32 or WireTypeKind.Int64
        ? unchecked((long)Bits).ToString(CultureInfo.InvariantCulture)
        : Bits.ToString(CultureInfo.InvariantCulture);
}
