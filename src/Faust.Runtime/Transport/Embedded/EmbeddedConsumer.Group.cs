namespace Faust.Transport.Embedded;

internal sealed partial class EmbeddedConsumer
{
    /// <summary>The member was expelled and told so: the next poll joins anew. Until then it stays, so that its commits are refused.</summary>
    private bool _expelled;
    private TopicPartition[] _preferred = [];
    private long _commits;

    public void CompleteRebalance(int epoch)
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            if (_link is { IsConnected: false }) _answers.Add(epoch);
            else Complete(epoch);
        }
    }

    public void Prefer(IReadOnlyCollection<TopicPartition> partitions)
    {
        ArgumentNullException.ThrowIfNull(partitions);
        lock (_gate)
        {
            ThrowIfDisposed();
            _preferred = [.. partitions];
            _preferredChanged = true;
            if (_link is not { IsConnected: false }) BringAlong();
        }
    }

    public ValueTask CommitAsync(IReadOnlyCollection<TopicPartitionOffset> offsets, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(offsets);
        ConsumerGroup group = RequireGroup();
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);
        // What the caller knows now: the request may come to the group when the member has been given other things.
        int generation = _metadata.Generation;
        long number = Interlocked.Increment(ref _commits);
        try
        {
            if (_member is null && _subscription is not null)
            {
                throw new StaleGenerationException($"The consumer has not joined group '{group.Id}' yet, which its first poll does.");
            }

            if (_link is not null) return CommitOverLinkAsync(_member, generation, number, [.. offsets], cancellationToken);
            group.Commit(_member, generation, _id, number, offsets);
            return _log.WaitsForDisk ? new ValueTask(_log.WhenDurableAsync()) : ValueTask.CompletedTask;
        }
        catch (TransportException e)
        {
            return ValueTask.FromException(e);
        }
    }

    public ValueTask<IReadOnlyList<TopicPartitionOffset>> GetCommittedAsync(
        IReadOnlyCollection<TopicPartition> partitions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partitions);
        ConsumerGroup group = RequireGroup();
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<IReadOnlyList<TopicPartitionOffset>>(cancellationToken);
        return _link is not null
            ? CommittedOverLinkAsync([.. partitions], cancellationToken)
            : new ValueTask<IReadOnlyList<TopicPartitionOffset>>(group.GetCommitted(partitions));
    }

    private void Complete(int epoch)
    {
        if (_member is not { } member) return;
        foreach ((TopicPartition partition, long? committed) in _group!.Complete(member, epoch))
        {
            PartitionReader? reader = Find(partition);
            if (reader is null) continue;
            if (!reader.IsPositioned) Start(reader, committed);
            reader.Activate();
        }
    }

    private ConsumerGroup RequireGroup()
    {
        lock (_gate) ThrowIfDisposed();
        return _group ?? throw new InvalidOperationException("The consumer has no group: set ConsumerSettings.GroupId.");
    }

    private ConsumerEvent PollGroup()
    {
        if (_member is null || _expelled) Join();
        else if (_resubscribed) _group!.Resubscribe(_member, _subscription!);
        _resubscribed = false;

        ConsumerEvent next = NextOfGroup();
        if (next.Kind == ConsumerEventKind.None) RequireTopics();
        return next;
    }

    private ConsumerEvent NextOfGroup()
    {
        GroupMember member = _member!;
        if (!member.NeedsAttention) return ConsumerEvent.None;
        ConsumerEvent next = _group!.Next(member, out bool expelled);
        if (expelled)
        {
            // An unanswered revocation took its partitions out of the readers already; the event names them all the same.
            Drop(_readers.ConvertAll(r => r.TopicPartition));
            _expelled = true;
            // Where it held nothing there is nothing to tell. Joining sets the signal, so that the caller comes back for the rest.
            if (next.Kind == ConsumerEventKind.None) Join();
            return next;
        }

        if (_metadata.Generation != member.Generation || _metadata.MemberId != member.Id)
        {
            _metadata = new ConsumerGroupMetadata(_group.Id, member.Generation, member.Id);
        }

        if (next.Kind == ConsumerEventKind.Assigned)
        {
            foreach (TopicPartition partition in next.Partitions) Add(partition, next.Epoch);
        }
        else
        {
            Drop(next.Partitions ?? []);
        }

        return next;
    }

    private void Join()
    {
        _member = _group!.Join(_settings, _subscription!, _preferred, _signal);
        _expelled = false;
    }

    /// <summary>A subscription to a topic that does not exist would otherwise wait for ever without a word.</summary>
    private void RequireTopics()
    {
        int version = _log.TopicsVersion;
        if (version == _checkedTopics) return;
        foreach (string topic in _subscription!)
        {
            if (_log.PartitionsOf(topic) == 0) throw _log.NoSuchTopic(topic);
        }

        _checkedTopics = version;
    }
}
