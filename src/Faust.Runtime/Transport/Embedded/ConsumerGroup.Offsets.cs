using Faust.Transport.Embedded.Disk;

namespace Faust.Transport.Embedded;

/// <content>The committed offsets, and those that a transaction is about to commit.</content>
/// <remarks>
/// A partition with offsets pending in an open transaction is given to no new holder before the transaction ends, which its timeout sees to:
/// a holder must not begin at an offset that is about to change (Kafka lets its request for offsets wait, KIP-447). Who has the partition
/// may give it up meanwhile; what it staged counts all the same when its transaction is committed.
/// </remarks>
internal sealed partial class ConsumerGroup
{
    private readonly Dictionary<TopicPartition, CommittedOffset> _committed = [];

    /// <summary>By the producer whose transaction will commit them, or not.</summary>
    private readonly Dictionary<long, Dictionary<TopicPartition, long>> _pending = [];

    /// <summary>Commits all offsets or none.</summary>
    /// <param name="member">Who commits; <see langword="null"/> for a consumer that is not a member, which only a group without members
    /// accepts.</param>
    /// <param name="generation">The generation the member knew when it called: what it was given later it did not mean.</param>
    /// <param name="consumer">The id of the consumer, member or not.</param>
    /// <param name="number">The commit's number among the consumer's: one that was overtaken does not undo a later one.</param>
    /// <param name="offsets">What to commit.</param>
    public void Commit(GroupMember? member, int generation, long consumer, long number, IReadOnlyCollection<TopicPartitionOffset> offsets)
    {
        lock (_gate)
        {
            if (member is null) RequireNoMembers();
            if (member is { IsExpelled: true }) throw Gone(member.Id, member.Generation);
            foreach (TopicPartitionOffset offset in offsets) Check(member, generation, offset);
            // A group's entries stand in the order of its commits.
            if (journal is not null && offsets.Count > 0)
            {
                journal.Append(JournalEntry.Offsets(Id, [.. offsets.Where(o => !IsOvertaken(consumer, number, o.TopicPartition))]));
            }

            foreach (TopicPartitionOffset offset in offsets)
            {
                if (IsOvertaken(consumer, number, offset.TopicPartition)) continue;
                SetCommitted(offset.TopicPartition, new CommittedOffset(offset.Offset, consumer, number));
            }
        }
    }

    /// <summary>Keeps offsets until <see cref="Settle"/>, if the consumer still has its partitions.</summary>
    public void Stage(long producerId, IReadOnlyCollection<TopicPartitionOffset> offsets, ConsumerGroupMetadata consumer)
    {
        lock (_gate)
        {
            GroupMember? member = null;
            if (consumer.MemberId.Length == 0) RequireNoMembers();
            else member = _members.Find(m => m.Id == consumer.MemberId) ?? throw Gone(consumer.MemberId, consumer.Generation);
            foreach (TopicPartitionOffset offset in offsets) Check(member, consumer.Generation, offset);
            if (!_pending.TryGetValue(producerId, out Dictionary<TopicPartition, long>? pending)) _pending.Add(producerId, pending = []);
            foreach (TopicPartitionOffset offset in offsets) pending[offset.TopicPartition] = offset.Offset;
        }
    }

    /// <summary>The producer's transaction has ended. A second call changes nothing.</summary>
    public void Settle(long producerId, bool commit)
    {
        lock (_gate)
        {
            if (!_pending.Remove(producerId, out Dictionary<TopicPartition, long>? pending)) return;
            if (commit)
            {
                foreach ((TopicPartition partition, long offset) in pending) SetCommitted(partition, new CommittedOffset(offset, -1, 0));
            }

            // Those who wait for a partition of such an index may have it now. A generation of its own keeps the epochs of events apart.
            HashSet<int> settled = [.. pending.Keys.Select(p => p.Partition)];
            if (_target.Keys.Any(p => settled.Contains(p.Partition) && !_holders.ContainsKey(p))) BeginGeneration();
        }
    }

    public List<TopicPartitionOffset> GetCommitted(IReadOnlyCollection<TopicPartition> partitions)
    {
        lock (_gate)
        {
            var found = new List<TopicPartitionOffset>(partitions.Count);
            foreach (TopicPartition partition in partitions)
            {
                if (CommittedOf(partition) is { } offset) found.Add(new TopicPartitionOffset(partition, offset));
            }

            return found;
        }
    }

    /// <summary>The offsets that a transaction would commit.</summary>
    public TopicPartitionOffset[] Pending(long producerId)
    {
        lock (_gate)
        {
            return _pending.TryGetValue(producerId, out Dictionary<TopicPartition, long>? pending)
                ? [.. pending.Select(p => new TopicPartitionOffset(p.Key, p.Value))]
                : [];
        }
    }

    /// <summary>Takes over what the journal has.</summary>
    public void Restore(TopicPartition partition, long offset)
    {
        lock (_gate) SetCommitted(partition, new CommittedOffset(offset, -1, 0));
    }

    private bool IsOvertaken(long consumer, long number, TopicPartition partition) =>
        _committed.TryGetValue(partition, out CommittedOffset known) && known.Consumer == consumer && known.Number > number;

    private long? CommittedOf(TopicPartition partition) =>
        _committed.TryGetValue(partition, out CommittedOffset committed) ? committed.Offset : null;

    private void SetCommitted(TopicPartition partition, CommittedOffset committed) => _committed[partition] = committed;

    private void ForgetOffsets(string topic)
    {
        foreach (TopicPartition gone in _committed.Keys.Where(p => p.Topic == topic).ToArray()) _committed.Remove(gone);
        foreach (Dictionary<TopicPartition, long> pending in _pending.Values)
        {
            foreach (TopicPartition gone in pending.Keys.Where(p => p.Topic == topic).ToArray()) pending.Remove(gone);
        }
    }

    /// <summary>The indexes of partitions with pending offsets. Partitions of one index go together, so they wait together.</summary>
    private HashSet<int> UnstableIndexes() => [.. _pending.Values.SelectMany(p => p.Keys).Select(p => p.Partition)];

    private void RequireNoMembers()
    {
        if (_members.Count == 0) return;
        throw new StaleGenerationException(
            $"Group '{Id}' has members (generation {_generation}): a consumer that was assigned by hand cannot commit to it. " +
            "Give it a group of its own.");
    }

    private StaleGenerationException Gone(string memberId, int generation) => new(
        $"Member '{memberId}' is no longer in group '{Id}' (generation {_generation}, the member's is {generation}): nothing was committed.");

    private void Check(GroupMember? member, int generation, TopicPartitionOffset offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset.Offset, nameof(offset));
        if (member is null)
        {
            log.GetPartition(offset.TopicPartition);
        }
        else if (!member.Holdings.TryGetValue(offset.TopicPartition, out Holding holding))
        {
            throw new StaleGenerationException(
                $"Member '{member.Id}' of group '{Id}' does not have {offset.TopicPartition} in generation {_generation} " +
                $"(the member's is {generation}): nothing was committed.");
        }
        else if (holding.AssignedIn > generation)
        {
            throw new StaleGenerationException(
                $"Member '{member.Id}' of group '{Id}' was given {offset.TopicPartition} anew in generation {holding.AssignedIn}, and the " +
                $"request is of {generation}: nothing was committed.");
        }
    }
}
