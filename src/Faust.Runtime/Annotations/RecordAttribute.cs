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
/// Enums are written as numbers unless <see cref="EnumAsText"/> says otherwise, also as keys of a dictionary, and read from numbers or from their members' names. Members are written in
/// the order of their declaration, a class's own before those it inherits, and read fastest in that order.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class RecordAttribute : Attribute
{
    /// <summary>How the names of members become names on the wire.</summary>
    /// <value>The default is that of the assembly's <see cref="RecordDefaultsAttribute"/>, or <see cref="RecordNaming.CamelCase"/>.</value>
    public RecordNaming Naming { get; set; }

    /// <summary>
    /// Whether a member is left out where reading yields the same without it: where it equals its constructor parameter's default value, or
    /// else its initializer if that is a literal, or the default of its type if it has none.
    /// </summary>
    /// <remarks>
    /// Members with another initializer, that a constructor's body may set, or that are <c>required</c>, are always written, as are references
    /// that must not be null. Whoever reads must know the same defaults.
    /// </remarks>
    /// <value>The default is that of the assembly's <see cref="RecordDefaultsAttribute"/>, or <see langword="false"/>.</value>
    public bool OmitDefaults { get; set; }

    /// <summary>Whether enums are written by the names of their members, also as keys of dictionaries; a value without a name is a number.</summary>
    /// <value>The default is that of the assembly's <see cref="RecordDefaultsAttribute"/>, or <see langword="false"/>: enums are numbers.</value>
    public bool EnumAsText { get; set; }

    /// <summary>
    /// The namespace under which Faust, the Python library, knows the record: <c>app.Order</c> for a class <c>Order</c> of the module <c>app</c>.
    /// With it the record is written as JSON that Faust reads, and what Faust writes is read.
    /// </summary>
    /// <remarks>
    /// The record's last member is <c>"__faust":{"ns":"app.Order"}</c>; reading skips it wherever it stands, whatever it says. Decimals are written as
    /// text, times to the microsecond. Also read are decimals as numbers, whole numbers such as <c>2.0</c> for integers, and <c>NaN</c> and the
    /// infinities for floating-point members.
    /// </remarks>
    /// <value>The default is <see langword="null"/>: nothing of this.</value>
    public string? Namespace { get; set; }

    /// <summary>
    /// Whether reading runs the record's checks and throws a <see cref="Records.RecordFormatException"/> where one fails. Records within it
    /// decide for themselves.
    /// </summary>
    /// <value>The default is that of the assembly's <see cref="RecordDefaultsAttribute"/>, or <see langword="true"/>.</value>
    public bool ValidateOnRead { get; set; } = true;
}
