using Faust.Transport.Embedded.Disk;

namespace Faust.Transport.Embedded;

/// <summary>The coordinator of one consumer group: its members, who has which partition, and the committed offsets.</summary>
/// <remarks>
/// <para>A rebalance computes a target and raises the generation. Each member is then, when it polls, asked for what it has and should
/// not have, and given what it should have and nobody holds; completing a revocation raises the generation again, as rejoining does in
/// Kafka's cooperative protocol, and so lets the new owners have their events. A partition therefore has at most one holder at any time,
/// and a commit is accepted from the holder alone.</para>
/// <para>Events of one epoch are handed to a member one at a time, so that an epoch names the conversation it belongs to.</para>
/// </remarks>
internal sealed partial class ConsumerGroup(string id, EmbeddedLog log, TimeProvider time, Journal? journal = null)
{
    private readonly Lock _gate = new();
    private readonly List<GroupMember> _members = [];
    private readonly Dictionary<TopicPartition, GroupMember> _holders = [];
    private Dictionary<TopicPartition, GroupMember> _target = [];
    private int _generation;
    private int _lastMember;

    public string Id { get; } = id;

    public GroupMember Join(ConsumerSettings settings, string[] topics, TopicPartition[] preferred, WakeSignal signal)
    {
        lock (_gate)
        {
            var member = new GroupMember($"{settings.ClientId}-{++_lastMember}", settings, topics, preferred, signal);
            _members.Add(member);
            Rebalance();
            WatchSessions();
            return member;
        }
    }

    public void Resubscribe(GroupMember member, string[] topics)
    {
        lock (_gate)
        {
            member.Topics = topics;
            if (!member.IsExpelled) Rebalance();
        }
    }

    /// <summary>Counts from the next rebalance on.</summary>
    public void Prefer(GroupMember member, TopicPartition[] preferred)
    {
        lock (_gate) member.Preferred = [.. preferred];
    }

    public GroupDescription Describe()
    {
        lock (_gate)
        {
            return new GroupDescription(Id, _generation == 0 ? -1 : _generation, [.. _members.OrderBy(m => m.Id, StringComparer.Ordinal).Select(Describe)]);
        }

        GroupMemberDescription Describe(GroupMember member) =>
            new(member.Id, member.Settings.ClientId, [.. _target.Where(t => t.Value == member).Select(t => t.Key).Order()]);
    }

    /// <summary>Its members, and who may commit for which partition, for checks.</summary>
    public (IReadOnlySet<string> Members, IReadOnlyDictionary<TopicPartition, string> Holders) Look()
    {
        lock (_gate) return (_members.Select(m => m.Id).ToHashSet(), _holders.ToDictionary(h => h.Key, h => h.Value.Id));
    }

    public void Leave(GroupMember member)
    {
        lock (_gate)
        {
            if (!member.IsExpelled) Remove(member);
        }
    }

    /// <summary>The next thing the member is to be told.</summary>
    /// <param name="member">Who asks.</param>
    /// <param name="expelled">Whether the member is out of the group: the event is its last.</param>
    public ConsumerEvent Next(GroupMember member, out bool expelled)
    {
        lock (_gate)
        {
            member.Attend();
            expelled = member.IsExpelled;
            if (expelled) return Taken(member, [.. member.Holdings.Keys]);
            member.Generation = _generation;
            if (member.Lost.Count > 0) return Taken(member, [.. member.Lost]);
            if (member.Unanswered.ContainsKey(_generation)) return ConsumerEvent.None;
            if ((Revoke(member) ?? Give(member)) is not { } asked) return ConsumerEvent.None;
            WatchSessions();
            return asked;
        }
    }

    /// <summary>Takes the member's answer to an event; one to an event that is over is passed over.</summary>
    /// <returns>The partitions the member may now read, with their committed offsets.</returns>
    public List<(TopicPartition Partition, long? Committed)> Complete(GroupMember member, int epoch)
    {
        lock (_gate)
        {
            if (member.IsExpelled || !member.Unanswered.Remove(epoch)) return [];
            TopicPartition[] given = [.. member.Holdings.Where(h => h.Value.RevokedIn == epoch).Select(h => h.Key)];
            if (given.Length > 0)
            {
                foreach (TopicPartition partition in given) Release(member, partition);
                BeginGeneration();
                return [];
            }

            member.Notify();
            return
            [
                .. member.Holdings.Where(h => h.Value.AssignedIn == epoch && h.Value.RevokedIn is null)
                    .Select(h => (h.Key, CommittedOf(h.Key))),
            ];
        }
    }

    /// <summary>A topic has come or gone.</summary>
    public void OnTopicChanged(string topic, bool deleted)
    {
        lock (_gate)
        {
            if (deleted)
            {
                ForgetOffsets(topic);
                foreach (TopicPartition gone in _holders.Keys.Where(p => p.Topic == topic).ToArray())
                {
                    GroupMember holder = _holders[gone];
                    // What it was asked to give up already is gone for it; the completion still comes.
                    if (holder.Holdings[gone].RevokedIn is null) holder.Lost.Add(gone);
                    Release(holder, gone);
                }
            }

            if (_members.Any(m => m.Topics.Contains(topic))) Rebalance();
        }
    }

    private static ConsumerEvent Sorted(
        Func<IReadOnlyList<TopicPartition>, int, ConsumerEvent> kind, TopicPartition[] partitions, int epoch)
    {
        Array.Sort(partitions);
        return kind(partitions, epoch);
    }

    private ConsumerEvent Taken(GroupMember member, TopicPartition[] partitions)
    {
        member.Lost.Clear();
        if (member.IsExpelled) member.Holdings.Clear();
        else member.Notify();
        return partitions.Length == 0 ? ConsumerEvent.None : Sorted(ConsumerEvent.Lost, partitions, _generation);
    }

    private ConsumerEvent? Revoke(GroupMember member)
    {
        TopicPartition[] revoked =
            [.. member.Holdings.Where(h => h.Value.RevokedIn is null && _target.GetValueOrDefault(h.Key) != member).Select(h => h.Key)];
        if (revoked.Length == 0) return null;
        foreach (TopicPartition partition in revoked) member.Holdings[partition] = member.Holdings[partition] with { RevokedIn = _generation };
        member.Unanswered.Add(_generation, time.GetTimestamp());
        return Sorted(ConsumerEvent.Revoked, revoked, _generation);
    }

    private ConsumerEvent? Give(GroupMember member)
    {
        HashSet<int> unstable = UnstableIndexes();
        TopicPartition[] given =
            [.. _target.Where(t => t.Value == member && !_holders.ContainsKey(t.Key) && !unstable.Contains(t.Key.Partition)).Select(t => t.Key)];
        if (given.Length == 0) return null;
        foreach (TopicPartition partition in given)
        {
            _holders.Add(partition, member);
            member.Holdings.Add(partition, new Holding(_generation));
        }

        member.Unanswered.Add(_generation, time.GetTimestamp());
        return Sorted(ConsumerEvent.Assigned, given, _generation);
    }

    private void Release(GroupMember member, TopicPartition partition)
    {
        member.Holdings.Remove(partition);
        _holders.Remove(partition);
    }

    private void Remove(GroupMember member)
    {
        member.IsExpelled = true;
        _members.Remove(member);
        foreach (TopicPartition partition in member.Holdings.Keys) _holders.Remove(partition);
        Rebalance();
        member.Notify();
    }

    private void Rebalance()
    {
        Dictionary<TopicPartition, GroupMember> before = _target;
        // Who was about to have a partition keeps that prospect; one that is gone gives way to who still has it.
        _target = GroupAssignor.Assign(
            _members,
            log.PartitionsOf,
            p => before.GetValueOrDefault(p) is { IsExpelled: false } next ? next : _holders.GetValueOrDefault(p));
        BeginGeneration();
    }

    private void BeginGeneration()
    {
        _generation++;
        foreach (GroupMember member in _members) member.Notify();
    }
}
