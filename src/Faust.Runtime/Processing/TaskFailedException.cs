using Faust.Transport;

namespace Faust;

/// <summary>A processing task gave up: an agent could not be constructed, its handler threw, or a record could not be decoded.</summary>
/// <param name="message">Which agent failed, on which record.</param>
/// <param name="partition">The record's partition.</param>
/// <param name="offset">The record's offset.</param>
/// <param name="agent">The agent's name; null where the record could not be decoded.</param>
/// <param name="innerException">What was thrown.</param>
public sealed class TaskFailedException(string message, TopicPartition partition, long offset, string? agent, Exception innerException)
    : Exception(message, innerException)
{
    /// <summary>The record's partition.</summary>
    public TopicPartition TopicPartition { get; } = partition;

    /// <summary>The record's offset; -1 where an agent could not be constructed.</summary>
    public long Offset { get; } = offset;

    /// <summary>The agent's name; null where the record could not be decoded.</summary>
    public string? Agent { get; } = agent;
}
