namespace Faust;

/// <summary>In which order an agent with <see cref="AgentAttribute.Concurrency"/> handles the events of a partition.</summary>
public enum Ordering
{
    /// <summary>
    /// Events of the same key are handled one after the other, in the order of the log; those of different keys at the same time. Records
    /// without key have no order among each other.
    /// </summary>
    PerKey,

    /// <summary>Any events are handled at the same time.</summary>
    None,
}
