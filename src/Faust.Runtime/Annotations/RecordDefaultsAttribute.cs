namespace Faust;

/// <summary>Says how the records of an assembly are written where <see cref="RecordAttribute"/> does not say it for one of them.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class RecordDefaultsAttribute : Attribute
{
    /// <inheritdoc cref="RecordAttribute.Naming"/>
    public RecordNaming Naming { get; set; }
}
