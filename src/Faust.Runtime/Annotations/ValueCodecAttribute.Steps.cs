namespace Faust;

/// <summary>How values are written: by a codec and two steps behind it, <c>[ValueCodec&lt;JsonCodec, GzipCodec, Base64Codec&gt;]</c>.</summary>
/// <inheritdoc cref="ValueCodecAttribute{TCodec}" path="/remarks"/>
/// <typeparam name="TCodec"><see cref="JsonCodec"/>, <see cref="MessagePackCodec"/>, <see cref="RawCodec"/> or an <see cref="ICodec{T}"/> of yours.</typeparam>
/// <typeparam name="TStep1">What is done to its bytes.</typeparam>
/// <typeparam name="TStep2">What is done to the bytes of that.</typeparam>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Assembly)]
public sealed class ValueCodecAttribute<TCodec, TStep1, TStep2> : Attribute
    where TCodec : ICodec
    where TStep1 : IBytesCodec, new()
    where TStep2 : IBytesCodec, new();
