using Faust.Transport;

namespace Faust.Processing;

/// <summary>The entries of a table that a commit writes: the same bytes go to the changelog and to the store.</summary>
/// <param name="Table">The table.</param>
/// <param name="Batch">The records.</param>
internal sealed record TableChanges(TaskTable Table, ProducerBatch Batch)
{
    /// <summary>The shard's generation that the records are.</summary>
    public long Generation { get; init; }

    /// <summary>The offset of the first record, once the log has it; <see langword="null"/> before it is sent.</summary>
    public Task<long>? Sending { get; set; }
}
