namespace Faust.Generators.Model;

internal enum CodecFailureKind
{
    /// <summary>The type can be written neither as JSON nor as MessagePack.</summary>
    UnsupportedType,

    /// <summary>Kafka's own serializers do not know the type. Detail: the type.</summary>
    NoRawForm,

    /// <summary>Something in the type has no MessagePack. Detail: what, and where.</summary>
    NoMessagePack,

    /// <summary>The user's codec is one for other types. Detail: the interface that it lacks.</summary>
    OtherType,

    /// <summary>Several attributes name a codec.</summary>
    Several,

    /// <summary>The user's codec cannot be made.</summary>
    NotConstructible,
}
