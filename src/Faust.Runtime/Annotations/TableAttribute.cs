namespace Faust;

/// <summary>Marks a <c>partial</c> class derived from <see cref="Table{TKey, TValue}"/> as a table of the application.</summary>
/// <param name="name">The table's name; its changelog topic is <c>{application}-{name}-changelog</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TableAttribute(string name) : Attribute
{
    /// <summary>The table's name.</summary>
    public string Name { get; } = name;
}
