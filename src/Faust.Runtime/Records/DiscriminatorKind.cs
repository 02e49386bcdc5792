namespace Faust.Records;

internal enum DiscriminatorKind
{
    /// <summary>The object has none.</summary>
    Missing,
    Text,
    Number,

    /// <summary>A value that is neither.</summary>
    Other,
}
