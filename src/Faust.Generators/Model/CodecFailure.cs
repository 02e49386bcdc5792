namespace Faust.Generators.Model;

/// <summary>Why keys or values cannot be written by the codec that is asked for.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Codec">The codec, as the user wrote it.</param>
/// <param name="Detail">What the kind says.</param>
/// <param name="Type">Of <see cref="CodecFailureKind.UnsupportedType"/>: what is wrong with the type.</param>
internal sealed record CodecFailure(CodecFailureKind Kind, string Codec, string Detail = "", WireTypeFailure? Type = null);
