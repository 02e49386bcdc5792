namespace Faust.Generators.Model;

/// <summary>A parameter of an agent's constructor.</summary>
internal sealed record AgentParameterModel
{
    /// <summary>The parameter's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its type.</summary>
    public required TypeRefModel Type { get; init; }

    /// <summary>Where its argument comes from.</summary>
    public required AgentParameterKind Kind { get; init; }

    /// <summary>The expression that stands in for a service that is not registered, or null if it must be.</summary>
    public required string? DefaultValue { get; init; }
}
