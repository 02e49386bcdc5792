namespace Faust.Generators.Model;

/// <summary>What turns keys or values into bytes.</summary>
internal enum CodecKind
{
    Json,
    MessagePack,

    /// <summary>As Kafka's own serializers write them.</summary>
    Raw,

    /// <summary>An <c>ICodec&lt;T&gt;</c> of the user's.</summary>
    User,
}
