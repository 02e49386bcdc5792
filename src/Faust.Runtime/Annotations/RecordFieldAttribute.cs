namespace Faust;

/// <summary>Says how a member of a record travels. A positional record's parameter may carry it for its member.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class RecordFieldAttribute : Attribute
{
    /// <summary>Leaves the name to the record's <see cref="RecordAttribute.Naming"/>.</summary>
    public RecordFieldAttribute()
    {
    }

    /// <summary>Gives the member a name on the wire.</summary>
    /// <param name="name">The name, taken as it is.</param>
    public RecordFieldAttribute(string name) => Name = name;

    /// <summary>The member's name on the wire, or null where the record's naming makes it.</summary>
    public string? Name { get; }

    /// <summary>Names that are read as the member's too: those it had before it was renamed. They are never written.</summary>
    /// <remarks>Where a text has several of a member's names, the last of them counts.</remarks>
    public string[] Aliases { get; set; } = [];

    /// <inheritdoc cref="RecordAttribute.EnumAsText"/>
    /// <value>The default is what the record says.</value>
    public bool EnumAsText { get; set; }
}
