namespace Faust.Generators;

/// <summary>The names of the pipeline's steps, by which tests see what an edit runs again.</summary>
internal static class TrackingNames
{
    public const string Records = nameof(Records);
}
