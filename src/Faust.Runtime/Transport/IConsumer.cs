namespace Faust.Transport;

/// <summary>
/// Reads partitions in batches, as a member of a consumer group (<see cref="Subscribe"/>) or by hand (<see cref="Assign"/>).
/// </summary>
/// <remarks>
/// <para>One thread at a time may call it, except for <see cref="CommitAsync"/>, <see cref="Pause"/>, <see cref="Resume"/> and
/// <see cref="RecordBatch.Dispose"/>, which any thread may.</para>
/// <para>A rebalance is a conversation: <see cref="Poll"/> returns <see cref="ConsumerEventKind.Revoked"/> with the partitions to give up
/// (from then on no record of them comes; their offsets may still be committed), and later <see cref="ConsumerEventKind.Assigned"/> with
/// those that come; each is answered with <see cref="CompleteRebalance"/> when the caller is ready. Only partitions that change are named.
/// Records of a newly assigned partition come after its completion, from the committed offset or as <see cref="ConsumerSettings.OffsetReset"/>
/// says, unless <see cref="Seek"/> said otherwise in between.</para>
/// </remarks>
public interface IConsumer : IAsyncDisposable
{
    /// <summary>The group's view of this member: group, generation, member id. What a transaction needs to fence a zombie.</summary>
    ConsumerGroupMetadata GroupMetadata { get; }

    /// <summary>Joins the group and reads what it assigns of these topics.</summary>
    /// <exception cref="InvalidOperationException">The consumer has no group, or was assigned by hand.</exception>
    void Subscribe(IReadOnlyCollection<string> topics);

    /// <summary>Reads these partitions from these offsets, without group. Replaces an earlier assignment.</summary>
    /// <exception cref="InvalidOperationException">The consumer is subscribed.</exception>
    void Assign(IReadOnlyCollection<TopicPartitionOffset> partitions);

    /// <summary>What is there now; never blocks. Doing so regularly is what keeps the member in its group.</summary>
    /// <exception cref="TransportException">A partition cannot be read, for example as its offset is gone and nothing says where to start.</exception>
    ConsumerEvent Poll();

    /// <summary>Completes when <see cref="Poll"/> may have something, which it may also not. One waiter at a time.</summary>
    ValueTask WaitAsync(CancellationToken cancellationToken);

    /// <summary>Answers <see cref="ConsumerEventKind.Assigned"/> or <see cref="ConsumerEventKind.Revoked"/> of this epoch.</summary>
    void CompleteRebalance(int epoch);

    /// <summary>Stops handing out records of these partitions; the position stays.</summary>
    void Pause(IReadOnlyCollection<TopicPartition> partitions);

    /// <summary>Hands out records of these partitions again.</summary>
    void Resume(IReadOnlyCollection<TopicPartition> partitions);

    /// <summary>Continues a partition of the assignment at this offset.</summary>
    void Seek(TopicPartitionOffset offset);

    /// <summary>Commits offsets: for each partition, that of the next record to read.</summary>
    /// <exception cref="StaleGenerationException">The group has moved on without this member: nothing was committed.</exception>
    ValueTask CommitAsync(IReadOnlyCollection<TopicPartitionOffset> offsets, CancellationToken cancellationToken = default);

    /// <summary>The group's committed offsets of these partitions; those without one are not in the answer.</summary>
    ValueTask<IReadOnlyList<TopicPartitionOffset>> GetCommittedAsync(
        IReadOnlyCollection<TopicPartition> partitions, CancellationToken cancellationToken = default);
}
