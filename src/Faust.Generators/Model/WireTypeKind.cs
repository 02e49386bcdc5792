namespace Faust.Generators.Model;

/// <summary>How a type is written as JSON. The scalars are named like the reader's methods: <c>Read{Kind}</c>, <c>Parse{Kind}</c>.</summary>
internal enum WireTypeKind
{
    Boolean,
    Byte,
    SByte,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Single,
    Double,
    Decimal,
    Char,
    String,
    Guid,
    DateTime,
    DateTimeOffset,
    TimeSpan,
    DateOnly,
    TimeOnly,
    Half,
    Int128,
    UInt128,
    BigInteger,
    Version,
    Uri,

    /// <summary><c>byte[]</c>, as Base64.</summary>
    Base64,

    /// <summary><c>Memory&lt;byte&gt;</c> or <c>ReadOnlyMemory&lt;byte&gt;</c>, as Base64.</summary>
    Memory,

    /// <summary>Written as a number, read from a number or a member's name.</summary>
    Enum,

    Array,

    /// <summary>A list, queue or the like, or an interface of lists, read as <c>List&lt;T&gt;</c>.</summary>
    List,

    /// <summary>A set, or an interface of sets, read as <c>HashSet&lt;T&gt;</c>.</summary>
    Set,

    /// <summary>A dictionary, or an interface of dictionaries, read as <c>Dictionary&lt;TKey, TValue&gt;</c>.</summary>
    Dictionary,

    /// <summary>An object of a key and a value.</summary>
    KeyValuePair,

    /// <summary>A type that writes and reads itself, or a type parameter that stands for one.</summary>
    Record,

    /// <summary>A tuple, as an array of its <see cref="WireTypeModel.Items"/>.</summary>
    Tuple,

    /// <summary>A type that formats and parses itself, as a string. The codec's own methods for it are generic.</summary>
    Text,

    /// <summary>JSON of any form: <c>JsonElement</c>, <c>JsonNode</c> and the like. A string of JSON where the codec is another.</summary>
    Json,

    /// <summary>What a user's <see cref="WireTypeModel.Converter"/> turns into its <see cref="WireTypeModel.Element"/> and back.</summary>
    Converted,

    /// <summary>What a user's <see cref="WireTypeModel.Converter"/> writes and reads itself. A string of JSON in MessagePack, unless it can do that too.</summary>
    Custom,

    /// <summary>What a user's JsonSerializerContext knows: <see cref="WireTypeModel.Converter"/>. A string of JSON where the codec is another.</summary>
    Context,

    /// <summary>Of a record's member alone: the members that the record does not have.</summary>
    ExtensionData,
}
