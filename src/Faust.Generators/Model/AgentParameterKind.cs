namespace Faust.Generators.Model;

/// <summary>Where an argument of an agent's constructor comes from.</summary>
internal enum AgentParameterKind
{
    /// <summary>From the container.</summary>
    Service,

    /// <summary>A table, bound to the agent's partition.</summary>
    Table,

    /// <summary>A topic to send to.</summary>
    Topic,

    /// <summary>The token that is cancelled when the agent's partition is taken away.</summary>
    CancellationToken,
}
