namespace Faust.Generators.Model;

/// <summary>A mistake in a marked class, without its place: who reports it finds that by <see cref="Target"/>.</summary>
internal sealed record TopologyFailure
{
    /// <summary>What is wrong.</summary>
    public required TopologyFailureKind Kind { get; init; }

    /// <summary>The name of the method, the constructor's parameter or the attribute's argument at fault; empty for the class itself.</summary>
    public string Target { get; init; } = "";

    /// <summary>What there is, as part of a message.</summary>
    public string Actual { get; init; } = "";

    /// <summary>What there should be, as part of a message.</summary>
    public string Expected { get; init; } = "";

    /// <summary>The name or type that a fix writes instead, fully qualified; empty if there is no such fix.</summary>
    public string Replacement { get; init; } = "";
}
