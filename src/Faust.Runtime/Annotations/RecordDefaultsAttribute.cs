namespace Faust;

/// <summary>Says how the records of an assembly are written where <see cref="RecordAttribute"/> does not say it for one of them.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class RecordDefaultsAttribute : Attribute
{
    /// <summary>How the names of members become names on the wire.</summary>
    /// <value>The default is <see cref="RecordNaming.CamelCase"/>.</value>
    public RecordNaming Naming { get; set; }

    /// <inheritdoc cref="RecordAttribute.OmitDefaults"/>
    /// <value>The default is <see langword="false"/>.</value>
    public bool OmitDefaults { get; set; }

    /// <inheritdoc cref="RecordAttribute.EnumAsText"/>
    /// <value>The default is <see langword="false"/>.</value>
    public bool EnumAsText { get; set; }

    /// <inheritdoc cref="RecordAttribute.ValidateOnRead"/>
    /// <value>The default is <see langword="true"/>.</value>
    public bool ValidateOnRead { get; set; } = true;
}
