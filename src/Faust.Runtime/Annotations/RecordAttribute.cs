namespace Faust;

/// <summary>
/// Marks a <c>partial</c> class, struct, record or record struct as a record: a type that travels in topics and tables.
/// The generator writes its serializer.
/// </summary>
/// <remarks>
/// Public properties and fields with a getter and a way to set them (constructor parameter, <c>init</c>, <c>set</c>) are members.
/// Wire names are the members' names in camel case, unless <see cref="Naming"/> or <see cref="RecordFieldAttribute"/> says otherwise; they are
/// compared exactly. <see cref="RecordIgnoreAttribute"/> keeps a member from travelling.
/// <para>
/// A member that the text lacks keeps its own initializer; a constructor's parameter takes its default value, or else the default of its
/// type. It is an error where the member is <c>required</c>, or where that would be a null which the type is not annotated to allow. So is
/// such a null itself, read or written. Code without nullable annotations allows null for every reference.
/// </para>
/// <para>
/// Enums are written as numbers, also as keys of a dictionary, and read from numbers or from their members' names. Members are written in
/// the order of their declaration, a class's own before those it inherits, and read fastest in that order.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class RecordAttribute : Attribute
{
    /// <summary>How the names of members become names on the wire.</summary>
    /// <value>The default is that of the assembly's <see cref="RecordDefaultsAttribute"/>, or <see cref="RecordNaming.CamelCase"/>.</value>
    public RecordNaming Naming { get; set; }
}
