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
/// <para>Several events may be unanswered at a time, each with an epoch of its own: a member that still makes ready what it was given may
/// be asked for something. Where a <see cref="ConsumerEventKind.Revoked"/> names a partition whose <see cref="ConsumerEventKind.Assigned"/>
/// is unanswered, that answer then stands for the rest. A <see cref="ConsumerEventKind.Lost"/> ends what was unanswered of its
/// partitions.</para>
/// </remarks>
public interface IConsumer : IAsyncDisposable
{
    /// <summary>The group's view of this member: group, generation, member id. What a transaction needs to fence a zombie.</summary>
    ConsumerGroupMetadata GroupMetadata { get; }

    /// <summary>Joins the group, with the next <see cref="Poll"/>, and reads what it assigns of these topics. Replaces an earlier subscription.</summary>
    /// <exception cref="InvalidOperationException">The consumer has no group, or was assigned by hand.</exception>
    void Subscribe(IReadOnlyCollection<string> topics);

    /// <summary>Reads these partitions from these offsets, without group. Replaces an earlier assignment.</summary>
    /// <exception cref="InvalidOperationException">The consumer is subscribed.</exception>
    void Assign(IReadOnlyCollection<TopicPartitionOffset> partitions);

    /// <summary>What is there now; never blocks. Doing so regularly is what keeps the member in its group.</summary>
    /// <exception cref="TransportException">A partition cannot be read, for example as its offset is gone and nothing says where to start, or
    /// a topic does not exist. The next call goes on with the others and says so again when it comes back to this one.</exception>
    ConsumerEvent Poll();

    /// <summary>
    /// Completes when <see cref="Poll"/> may have something, which it may also not. One waiter at a time. Who waits is not silent.
    /// </summary>
    ValueTask WaitAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Answers <see cref="ConsumerEventKind.Assigned"/> or <see cref="ConsumerEventKind.Revoked"/> of this epoch. An answer to what was
    /// answered, or to what is over, is passed over.
    /// </summary>
    void CompleteRebalance(int epoch);

    /// <summary>Stops handing out records of these partitions; the position stays. Partitions not assigned are passed over.</summary>
    void Pause(IReadOnlyCollection<TopicPartition> partitions);

    /// <summary>Hands out records of these partitions again. Partitions not assigned are passed over.</summary>
    void Resume(IReadOnlyCollection<TopicPartition> partitions);

    /// <summary>Continues a partition of the assignment at this offset.</summary>
    /// <exception cref="InvalidOperationException">The partition is not assigned.</exception>
    void Seek(TopicPartitionOffset offset);

    /// <summary>
    /// Tells the group which partitions this member is better prepared for than others, as it keeps copies of their tables: they come to it
    /// first when they lose their owner. A hint, which a transport may pass over. Replaces an earlier one.
    /// </summary>
    void Prefer(IReadOnlyCollection<TopicPartition> partitions);

    /// <summary>Commits offsets: for each partition, that of the next record to read.</summary>
    /// <remarks>
    /// A member may commit what it holds: from <see cref="ConsumerEventKind.Assigned"/> until its answer to
    /// <see cref="ConsumerEventKind.Revoked"/>. A consumer assigned by hand may while the group has no members.
    /// </remarks>
    /// <exception cref="StaleGenerationException">The group has moved on without this member: nothing was committed.</exception>
    ValueTask CommitAsync(IReadOnlyCollection<TopicPartitionOffset> offsets, CancellationToken cancellationToken = default);

    /// <summary>The group's committed offsets of these partitions; those without one are not in the answer.</summary>
    ValueTask<IReadOnlyList<TopicPartitionOffset>> GetCommittedAsync(
        IReadOnlyCollection<TopicPartition> partitions, CancellationToken cancellationToken = default);
}
