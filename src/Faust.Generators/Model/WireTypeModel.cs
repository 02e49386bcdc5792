using Faust.Generators.Helpers;

namespace Faust.Generators.Model;

/// <summary>A type that can be written and read as JSON: of a record's member, an element, a topic's key or value.</summary>
/// <remarks>A value of the incremental pipeline; see <see cref="TypeDeclarationModel"/> for what that asks of a new member.</remarks>
internal sealed record WireTypeModel
{
    public required WireTypeKind Kind { get; init; }

    /// <summary>The type as C#, without the <c>?</c> of a type that allows null: <c>int</c>, <c>global::Ns.Address</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The type as part of an identifier: <c>ListOfInt32</c>. Not unique: types of two namespaces may share it.</summary>
    public required string Id { get; init; }

    public required bool IsValueType { get; init; }

    /// <summary>
    /// Whether null is a value: of <c>Nullable&lt;T&gt;</c>, of references annotated <c>?</c>, and of all references where the user's code
    /// knows no annotations.
    /// </summary>
    public required bool AllowsNull { get; init; }

    public bool IsTypeParameter { get; init; }

    /// <summary>Of a record: it implements the interface explicitly, so it is called through it.</summary>
    public bool IsExplicit { get; init; }

    /// <summary>Of a record: it implements the interface for MessagePack explicitly.</summary>
    public bool IsMessagePackExplicit { get; init; }

    /// <summary>Of a collection: the type of its elements or values. Of a converted type: the type that travels in its place.</summary>
    public WireTypeModel? Element { get; init; }

    /// <summary>Of a dictionary or a pair: the type of its keys.</summary>
    public WireTypeModel? Key { get; init; }

    /// <summary>Of a tuple: the types of its elements.</summary>
    public EquatableArray<WireTypeModel> Items { get; init; }

    /// <summary>Of a converted or custom type: the class that does it, as C#. Of one that a context knows: that class.</summary>
    public string? Converter { get; init; }

    /// <summary>Of a custom type: its converter has a form of its own in MessagePack.</summary>
    public bool IsMessagePackToo { get; init; }

    /// <summary>Of a collection: the class that is created for it, <c>global::System.Collections.Generic.List&lt;int&gt;</c>.</summary>
    public string? Implementation { get; init; }

    /// <summary>Of a collection that is not created and filled itself: the expression that creates what is, else null.</summary>
    public string? Builder { get; init; }

    /// <summary>Of a collection with a <see cref="Builder"/>: the expression that turns <c>items</c> into it.</summary>
    public string? Result { get; init; }

    /// <summary>Of a list: whether it is enumerated from its end, and so written backwards.</summary>
    public bool IsReversed { get; init; }

    /// <summary>Of a list or set: the method that adds an element.</summary>
    public string AddMethod { get; init; } = "Add";

    /// <summary>Of a pair: the names of its key and value on the wire.</summary>
    public (string Key, string Value) PairNames { get; init; }

    /// <summary>Of a list: elements are reached by index, so that writing an interface allocates no enumerator.</summary>
    public bool IsIndexed { get; init; }

    /// <summary>Of a scalar: it is written for Faust, the Python library, and read as that writes it.</summary>
    public bool IsFaust { get; init; }

    /// <summary>Of an enum: the number it is written as.</summary>
    public WireTypeKind UnderlyingKind { get; init; }

    /// <summary>Of an enum: its members, as they are declared, a name that is read alone included.</summary>
    public EquatableArray<EnumMemberModel> EnumMembers { get; init; }

    /// <summary>Of an enum that is written as text: a member for each of its values. Empty where it is written as a number.</summary>
    public EquatableArray<EnumMemberModel> EnumTexts { get; init; }

    /// <summary>Of an enum marked <c>[Flags]</c>: its members in the order in which the text of a combination has them, without duplicates. Else empty.</summary>
    public EquatableArray<EnumMemberModel> Flags { get; init; }

    /// <summary>The type as C# for a variable that holds it.</summary>
    public string VariableType => AllowsNull && IsValueType ? Name + "?" : Name;

    /// <summary>Whether values are compared by <c>==</c>.</summary>
    public bool HasEqualityOperator => Kind is (<= WireTypeKind.Uri and not WireTypeKind.BigInteger) or WireTypeKind.Enum;

    /// <summary>Whether its default is no value of it: null where that is not allowed, or an immutable array without an array.</summary>
    public bool HasInvalidDefault => !AllowsNull && (IsValueType ? Kind == WireTypeKind.List : !IsTypeParameter);
}
