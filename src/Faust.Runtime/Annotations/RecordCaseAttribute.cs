namespace Faust;

/// <summary>Lists a case of a closed hierarchy; see <see cref="RecordUnionAttribute"/>.</summary>
/// <typeparam name="T">The case: a record that derives from, or implements, the type that carries this, or that type itself.</typeparam>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, Inherited = false, AllowMultiple = true)]
public sealed class RecordCaseAttribute<T> : Attribute
{
    /// <summary>
    /// Lists a case under the name of its type; where the hierarchy has no discriminator of its own, under the case's
    /// <see cref="RecordAttribute.Namespace"/> or else its type's full name.
    /// </summary>
    public RecordCaseAttribute()
    {
    }

    /// <summary>Lists a case under a text.</summary>
    /// <param name="value">What the discriminator is for this case; no other case may have it.</param>
    public RecordCaseAttribute(string value) => Value = value;

    /// <summary>Lists a case under a number.</summary>
    /// <param name="value">What the discriminator is for this case; no other case may have it.</param>
    public RecordCaseAttribute(int value) => Value = value;

    /// <summary>What the discriminator is for this case, a string or an int; null where that is left to the type.</summary>
    public object? Value { get; }
}
