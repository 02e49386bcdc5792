namespace Faust;

/// <summary>How keys are written: by a codec and two steps behind it, <c>[KeyCodec&lt;JsonCodec, GzipCodec, Base64Codec&gt;]</c>.</summary>
/// <inheritdoc cref="KeyCodecAttribute{TCodec}" path="/remarks"/>
/// <typeparam name="TCodec"><see cref="JsonCodec"/>, <see cref="MessagePackCodec"/>, <see cref="RawCodec"/> or an <see cref="ICodec{T}"/> of yours.</typeparam>
/// <typeparam name="TStep1">What is done to its bytes.</typeparam>
/// <typeparam name="TStep2">What is done to the bytes of that.</typeparam>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Assembly)]
public sealed class KeyCodecAttribute<TCodec, TStep1, TStep2> : Attribute
    where TCodec : ICodec
    where TStep1 : IBytesCodec, new()
    where TStep2 : IBytesCodec, new();
