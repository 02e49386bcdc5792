namespace Faust;

/// <summary>How keys are written: by a codec and a step behind it, <c>[KeyCodec&lt;JsonCodec, GzipCodec&gt;]</c>.</summary>
/// <inheritdoc cref="KeyCodecAttribute{TCodec}" path="/remarks"/>
/// <typeparam name="TCodec"><see cref="JsonCodec"/>, <see cref="MessagePackCodec"/>, <see cref="RawCodec"/> or an <see cref="ICodec{T}"/> of yours.</typeparam>
/// <typeparam name="TStep">What is done to its bytes.</typeparam>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Assembly)]
public sealed class KeyCodecAttribute<TCodec, TStep> : Attribute
    where TCodec : ICodec
    where TStep : IBytesCodec, new();
