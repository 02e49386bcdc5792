namespace Faust.Generated;

/// <summary>A declared agent, as the generated module tells it.</summary>
/// <param name="Type">The agent's class.</param>
/// <param name="Name">Its name.</param>
/// <param name="Topic">The class of the topic it reads.</param>
/// <param name="Tables">The classes of the tables it takes.</param>
/// <param name="Outputs">The classes of the topics it sends to.</param>
public sealed record AgentDeclaration(Type Type, string Name, Type Topic, IReadOnlyList<Type> Tables, IReadOnlyList<Type> Outputs)
{
    /// <summary>The most handlers of it that are at work at the same time in one partition.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>What becomes of an event it fails on; null where the agent does not say.</summary>
    public OnError? OnError { get; init; }

    /// <summary>How often an event it failed on is given to it again; null where the agent does not say.</summary>
    public int? Retries { get; init; }

    /// <summary>How long the first retry waits; null where the agent does not say.</summary>
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>The longest a retry waits; null where the agent does not say.</summary>
    public TimeSpan? MaxRetryDelay { get; init; }
}
