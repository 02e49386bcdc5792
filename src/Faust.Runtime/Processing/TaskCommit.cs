using Faust.Transport;

namespace Faust.Processing;

/// <summary>
/// What a processing task hands over at an event boundary: everything that its finished events brought about since the last one, and how
/// far they reach.
/// </summary>
/// <param name="Offsets">The offsets that are new since the last commit.</param>
/// <param name="Positions">Of each partition that was read from at all, how far it is finished.</param>
/// <param name="Outputs">What is to be sent with the commit (exactly-once); empty where it is on its way already.</param>
/// <param name="Changes">The changelogs' records.</param>
/// <param name="Sending">Completes when the log has all that the task sent before.</param>
internal sealed record TaskCommit(
    IReadOnlyList<TopicPartitionOffset> Offsets,
    IReadOnlyList<TopicPartitionOffset> Positions,
    IReadOnlyList<ProducerBatch> Outputs,
    IReadOnlyList<TableChanges> Changes,
    Task Sending)
{
    public static readonly TaskCommit Nothing = new([], [], [], [], Task.CompletedTask);

    /// <summary>Whether there is nothing to commit.</summary>
    public bool IsEmpty => Offsets.Count == 0 && Outputs.Count == 0 && Changes.Count == 0;

    /// <summary>How many table entries there are.</summary>
    public int Entries => Changes.Sum(c => c.Batch.Count);
}
