namespace Faust.Generators.Model;

internal enum WireTypeFailureKind
{
    /// <summary>The type is none of the supported ones, and no record.</summary>
    Unsupported,

    /// <summary>The type cannot be the key of a dictionary.</summary>
    UnsupportedKey,

    /// <summary>A type parameter is not constrained to <c>IJsonRecord&lt;T&gt;</c>.</summary>
    UnconstrainedTypeParameter,

    /// <summary>The type cannot hold the members that a record does not have.</summary>
    NoExtensionData,

    /// <summary>Two members of the enum have one name on the wire, or one has a name that a combination of flags cannot hold.</summary>
    AmbiguousEnumName,
}
