namespace Faust.Tests.App;

/// <summary>Tests that look at what belongs to the whole process: its exit code, its error output, its allocations.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
