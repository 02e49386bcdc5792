namespace Faust;

/// <summary>
/// Marks a <see cref="RecordAttribute">[Record]</see> as a closed hierarchy: an abstract class, an interface or, if it is a case itself, another
/// class, whose values are of one of the types that <see cref="RecordCaseAttribute{T}"/> lists. The text says which.
/// </summary>
/// <remarks>
/// A value of another type cannot be written, nor a text be read that names none of the cases. A case that is written as its own type carries no
/// discriminator. <c>[JsonPolymorphic]</c> and <c>[JsonDerivedType]</c> of System.Text.Json on the same type say the same as this and
/// <see cref="RecordCaseAttribute{T}"/>.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, Inherited = false)]
public sealed class RecordUnionAttribute : Attribute
{
    /// <summary>
    /// The name of the member that says which case a value is. It is written first and read wherever it stands; of several, the first counts.
    /// </summary>
    /// <value>
    /// The default is <see langword="null"/>: cases are told apart as Faust, the Python library, does it, by <c>"__faust":{"ns":"…"}</c> at the end.
    /// </value>
    public string? Discriminator { get; set; }
}
