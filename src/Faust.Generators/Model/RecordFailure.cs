namespace Faust.Generators.Model;

/// <summary>One reason why a type marked <c>[Record]</c> gets no serializer. The generator stays silent; an analyzer reports it.</summary>
/// <param name="Kind">The reason.</param>
/// <param name="Member">The member (or constructor parameter) at fault, or null where it is the type.</param>
/// <param name="Detail">What <see cref="RecordFailureKind"/> says for the kind, else empty.</param>
/// <param name="Other">What else it says, else empty.</param>
internal sealed record RecordFailure(RecordFailureKind Kind, string? Member = null, string Detail = "", string Other = "");
