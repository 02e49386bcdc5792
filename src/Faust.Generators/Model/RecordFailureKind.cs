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

    /// <summary>A type lists cases, but is not marked <c>[Record]</c>.</summary>
    UnionNotRecord,

    /// <summary>A closed hierarchy lists no cases.</summary>
    UnionWithoutCases,

    /// <summary>A closed hierarchy is generic or inside of a generic type, which attributes cannot name cases of.</summary>
    GenericUnion,

    /// <summary>A closed hierarchy's type is neither abstract nor a case of itself.</summary>
    UnionNotAbstract,

    /// <summary>A closed hierarchy's discriminator cannot have its name. Detail: it.</summary>
    DiscriminatorName,

    /// <summary>A case is no record. Member: the case, here and in what follows.</summary>
    CaseNotRecord,

    /// <summary>A case does not derive from the hierarchy's type.</summary>
    CaseNotDerived,

    /// <summary>A case is the hierarchy's own type, which is abstract.</summary>
    AbstractSelfCase,

    /// <summary>A case is a closed hierarchy with a discriminator of the same name. Detail: it.</summary>
    SameDiscriminator,

    /// <summary>A case is listed twice.</summary>
    RepeatedCase,

    /// <summary>A case has the value of another. Detail: the other and the value, with a bar between.</summary>
    RepeatedCaseValue,

    /// <summary><c>[JsonDerivedType]</c> gives a case no discriminator.</summary>
    CaseWithoutValue,

    /// <summary>Faust's namespaces are no numbers. Detail: the number.</summary>
    NumberAsNamespace,

    /// <summary>A case is listed under another namespace than its own. Detail: both, with a bar between.</summary>
    TwoNamespaces,

    /// <summary>A member of a case has the discriminator's name. Detail: the member and the name, with a bar between.</summary>
    MemberIsDiscriminator,

    /// <summary>A check cannot be asked of the member's type. Detail: why.</summary>
    CheckDoesNotFit,

    /// <summary>A check's arguments cannot be meant: a pattern that is none, bounds that nothing keeps. Detail: why.</summary>
    InvalidCheck,

    /// <summary>A check of the user's cannot be called. Detail: why.</summary>
    UncallableCheck,
}
