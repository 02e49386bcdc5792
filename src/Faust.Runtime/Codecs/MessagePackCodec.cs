namespace Faust;

/// <summary>
/// The codec <c>msgpack</c>: <see href="https://github.com/msgpack/msgpack/blob/master/spec.md">MessagePack</see>, smaller and faster than JSON.
/// Records are maps by name, or arrays where their members have keys.
/// </summary>
public sealed class MessagePackCodec : ICodec
{
    private MessagePackCodec()
    {
    }
}
