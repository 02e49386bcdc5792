using Faust.Generators.Helpers;
using Faust.Generators.Model;

namespace Faust.Generators.Parsing;

/// <summary>Collects what is wrong with a marked class.</summary>
internal sealed class TopologyFailures
{
    private readonly List<TopologyFailure> _failures = [];

    public bool Any => _failures.Count > 0;

    public void Add(TopologyFailureKind kind, string target = "", string actual = "", string expected = "", string replacement = "") =>
        _failures.Add(new TopologyFailure { Kind = kind, Target = target, Actual = actual, Expected = expected, Replacement = replacement });

    public TopologyResult<T> ToResult<T>()
        where T : class, IEquatable<T> => new() { Model = null, Failures = _failures.ToEquatableArray() };
}
