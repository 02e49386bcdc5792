using Faust.Generators.Helpers;

namespace Faust.Generators.Model;

/// <summary>
/// What parsing a marked class gave: the model, or why there is none. Neither where the code does not compile anyway: the compiler says why.
/// </summary>
internal sealed record TopologyResult<T>
    where T : class, IEquatable<T>
{
    /// <summary>The model, or null if anything is wrong.</summary>
    public required T? Model { get; init; }

    /// <summary>What is wrong.</summary>
    public required EquatableArray<TopologyFailure> Failures { get; init; }

    /// <summary>Something that does not compile.</summary>
    public static TopologyResult<T> Broken { get; } = new() { Model = null, Failures = EquatableArray<TopologyFailure>.Empty };
}
