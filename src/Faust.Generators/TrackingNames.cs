namespace Faust.Generators;

/// <summary>The names of the pipeline's steps, by which tests see what an edit runs again.</summary>
internal static class TrackingNames
{
    public const string Records = nameof(Records);
    public const string Unions = nameof(Unions);
    public const string Topics = nameof(Topics);
    public const string Tables = nameof(Tables);
    public const string Agents = nameof(Agents);
    public const string Assembly = nameof(Assembly);
    public const string Dispatchers = nameof(Dispatchers);
    public const string Module = nameof(Module);
}
