namespace Faust.Generators.Model;

/// <summary>Why a type marked <c>[Record]</c> gets no serializer.</summary>
internal enum RecordFailureKind
{
    /// <summary>The type, or one around it, is not <c>partial</c>.</summary>
    NotPartial,

    /// <summary>Abstract, static, <c>ref struct</c> or <c>file</c>: nothing the generator could create in another file. Detail: which.</summary>
    NotConstructible,

    /// <summary>The type already implements <c>IJsonRecord</c> itself.</summary>
    AlreadyImplemented,

    /// <summary>There are several public constructors and none without parameters, or none at all.</summary>
    NoConstructor,

    /// <summary>A constructor's parameter matches no member by name and type. Detail: the parameter.</summary>
    UnmatchedParameter,

    /// <summary>A constructor's parameter without a default is that of a member marked <c>[RecordIgnore]</c>. Detail: the parameter.</summary>
    IgnoredParameter,

    /// <summary>A <c>required</c> member is marked <c>[RecordIgnore]</c>.</summary>
    IgnoredRequired,

    /// <summary>A member's type is not supported. Detail: the type at fault.</summary>
    UnsupportedMember,

    /// <summary>A member's type, or part of it, is a type parameter that is not constrained to <c>IJsonRecord&lt;T&gt;</c>. Detail: it.</summary>
    UnconstrainedTypeParameter,

    /// <summary>A dictionary's keys are not supported. Detail: their type.</summary>
    UnsupportedKey,

    /// <summary>The type of a member marked <c>[ExtensionData]</c> is not <c>RecordExtensionData</c>. Detail: the type.</summary>
    ExtensionDataType,

    /// <summary>A name of an enum's member does not tell which it is. Detail: the enum; other: the name.</summary>
    AmbiguousEnumName,

    /// <summary>A member's converter converts no part of its type, or nothing at all. Detail: the converter; other: the member's type.</summary>
    ConverterDoesNotFit,

    /// <summary>A member's JsonSerializerContext knows no part of its type. Detail: the context; other: the member's type.</summary>
    ContextLacksType,

    /// <summary>Several members are marked <c>[ExtensionData]</c>.</summary>
    SeveralExtensionData,

    /// <summary>An <c>init</c> member that may be missing is inherited from a generic class, where its initializer cannot be kept.</summary>
    InheritedGenericInit,

    /// <summary>Two members have one name on the wire, be it an alias. Detail: that name.</summary>
    DuplicateName,

    /// <summary>A member has no <c>[Key]</c>, but others have. Detail: the next that is free.</summary>
    MissingKey,

    /// <summary>A member's <c>[Key]</c> is negative or too large. Detail: the key.</summary>
    InvalidKey,

    /// <summary>Two members have one <c>[Key]</c>. Detail: the key.</summary>
    DuplicateKey,

    /// <summary>Several members are marked <c>[EventTime]</c>.</summary>
    SeveralEventTimes,

    /// <summary>The member marked <c>[EventTime]</c> has a type that is none. Detail: the type.</summary>
    EventTimeType,

    /// <summary>What is marked <c>[EventTime]</c> is no member: it has no public getter or cannot be set.</summary>
    EventTimeNotMember,
}
