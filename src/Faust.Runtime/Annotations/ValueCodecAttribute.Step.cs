namespace Faust;

/// <summary>How values are written: by a codec and a step behind it, <c>[ValueCodec&lt;JsonCodec, GzipCodec&gt;]</c>.</summary>
/// <inheritdoc cref="ValueCodecAttribute{TCodec}" path="/remarks"/>
/// <typeparam name="TCodec"><see cref="JsonCodec"/>, <see cref="MessagePackCodec"/>, <see cref="RawCodec"/> or an <see cref="ICodec{T}"/> of yours.</typeparam>
/// <typeparam name="TStep">What is done to its bytes.</typeparam>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Assembly)]
public sealed class ValueCodecAttribute<TCodec, TStep> : Attribute
    where TCodec : ICodec
    where TStep : IBytesCodec, new();
