using Faust.Transport;

namespace Faust.Processing;

/// <summary>A failure, and what is done about it.</summary>
/// <param name="Partition">The record's partition.</param>
/// <param name="Offset">The record's offset; of a batch, that of its oldest event.</param>
/// <param name="Records">How many records it is about: more than one for a batch.</param>
/// <param name="Agent">The agent's name; null where the record cannot be decoded.</param>
/// <param name="Attempts">How often it has been tried.</param>
/// <param name="Outcome">What is done.</param>
/// <param name="Delay">How long the next attempt waits, where there is one.</param>
/// <param name="Exception">What was thrown.</param>
internal sealed record TaskError(
    TopicPartition Partition, long Offset, int Records, string? Agent, int Attempts, ErrorOutcome Outcome, TimeSpan Delay, Exception Exception);
