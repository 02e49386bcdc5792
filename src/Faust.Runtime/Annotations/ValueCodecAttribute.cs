namespace Faust;

/// <summary>How values are written: of a topic or table, of all that have this record for values, or of all of the assembly.</summary>
/// <remarks>
/// What a topic or table says goes before what the record says that it holds, and that before the assembly. If nothing is said it is JSON.
/// To change the codec of a topic that has records makes these unreadable.
/// </remarks>
/// <typeparam name="TCodec"><see cref="JsonCodec"/>, <see cref="MessagePackCodec"/>, <see cref="RawCodec"/> or an <see cref="ICodec{T}"/> of yours.</typeparam>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Assembly)]
public sealed class ValueCodecAttribute<TCodec> : Attribute
    where TCodec : ICodec;
