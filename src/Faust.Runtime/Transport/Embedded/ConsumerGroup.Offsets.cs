using Faust.Transport.Embedded.Disk;

namespace Faust.Transport.Embedded;

internal sealed partial class ConsumerGroup
{
    private readonly Dictionary<TopicPartition, long> _committed = [];

    /// <summary>Commits all offsets or none.</summary>
    /// <param name="member">Who commits; <see langword="null"/> for a consumer that is not a member, which only a group without members
    /// accepts.</param>
    /// <param name="offsets">What to commit.</param>
    public void Commit(GroupMember? member, IReadOnlyCollection<TopicPartitionOffset> offsets)
    {
        lock (_gate)
        {
            if (member is null && _members.Count > 0)
            {
                throw new StaleGenerationException(
                    $"Group '{Id}' has members (generation {_generation}): a consumer that was assigned by hand cannot commit to it. " +
                    "Give it a group of its own.");
            }

            if (member is { IsExpelled: true })
            {
                throw new StaleGenerationException(
                    $"Member '{member.Id}' is no longer in group '{Id}' (generation {_generation}, the member's is {member.Generation}): " +
                    "nothing was committed.");
            }

            foreach (TopicPartitionOffset offset in offsets) Check(member, offset);
            // A group's entries stand in the order of its commits.
            if (offsets.Count > 0) journal?.Append(JournalEntry.Offsets(Id, offsets));
            foreach (TopicPartitionOffset offset in offsets) _committed[offset.TopicPartition] = offset.Offset;
        }
    }

    public List<TopicPartitionOffset> GetCommitted(IReadOnlyCollection<TopicPartition> partitions)
    {
        lock (_gate)
        {
            var found = new List<TopicPartitionOffset>(partitions.Count);
            foreach (TopicPartition partition in partitions)
            {
                if (_committed.TryGetValue(partition, out long offset)) found.Add(new TopicPartitionOffset(partition, offset));
            }

            return found;
        }
    }

    /// <summary>Takes over what the journal has.</summary>
    public void Restore(TopicPartition partition, long offset)
    {
        lock (_gate) _committed[partition] = offset;
    }

    private void Check(GroupMember? member, TopicPartitionOffset offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset.Offset, nameof(offset));
        if (member is null)
        {
            log.GetPartition(offset.TopicPartition);
        }
        else if (_holders.GetValueOrDefault(offset.TopicPartition) != member)
        {
            throw new StaleGenerationException(
                $"Member '{member.Id}' of group '{Id}' does not have {offset.TopicPartition} in generation {_generation} " +
                $"(the member's is {member.Generation}): nothing was committed.");
        }
    }
}
