using Faust.Transport;

namespace Faust.Processing;

/// <summary>What a task has finished: offsets that may be committed once the log has what the task sent.</summary>
/// <param name="Offsets">For each partition that moved, the offset of the next record to read.</param>
/// <param name="Positions">For each partition that was read from at all, how far it is finished.</param>
/// <param name="Sending">Completes when the log has all that the task sent before.</param>
/// <param name="Entries">How many table entries went to the changelog.</param>
internal sealed record TaskCommit(
    IReadOnlyList<TopicPartitionOffset> Offsets, IReadOnlyList<TopicPartitionOffset> Positions, Task Sending, int Entries)
{
    public static readonly TaskCommit Nothing = new([], [], Task.CompletedTask, 0);
}
