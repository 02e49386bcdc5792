using Faust.Kafka.Interop;
using Faust.Transport;

namespace Faust.Kafka.Consuming;

/// <content>The member of a group.</content>
/// <remarks>
/// librdkafka is told of an assignment at once, so that it fetches while the caller makes ready and so that the group may ask for a part of it
/// again; the caller's answer lets the records through. Of a revocation it is told when the caller answers: until then the group waits.
/// </remarks>
internal sealed partial class KafkaConsumer
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<int, TopicPartition[]> _revoked = [];
    // What may be committed: from the assignment until the answer to the revocation. Kafka itself looks at the member alone.
    private readonly HashSet<TopicPartition> _held = [];
    private ConsumerGroupMetadata _metadata;
    private int _lastEpoch;

    private bool IsIncremental => _subscription is not null && _context.Options.GroupProtocol == KafkaGroupProtocol.Consumer;

    public void CompleteRebalance(int epoch)
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            foreach (PartitionReader reader in _readers)
            {
                if (reader.Epoch == epoch) reader.IsActive = true;
            }

            if (_revoked.Remove(epoch, out TopicPartition[]? gone)) GiveUp(gone);
        }

        _signal.Set();
    }

    /// <summary>Does nothing: no assignor of librdkafka's, and none of the broker's, can be told.</summary>
    public void Prefer(IReadOnlyCollection<TopicPartition> partitions) => ArgumentNullException.ThrowIfNull(partitions);

    public ValueTask CommitAsync(IReadOnlyCollection<TopicPartitionOffset> offsets, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(offsets);
        foreach (TopicPartitionOffset offset in offsets) ArgumentOutOfRangeException.ThrowIfNegative(offset.Offset, nameof(offsets));
        lock (_gate)
        {
            RequireGroup();
            if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);
            if (offsets.Count == 0) return ValueTask.CompletedTask;
            if (_subscription is not null)
            {
                foreach (TopicPartitionOffset offset in offsets)
                {
                    if (_held.Contains(offset.TopicPartition)) continue;
                    return ValueTask.FromException(new StaleGenerationException(
                        $"{offset.TopicPartition} is not held by this member of group '{_settings.GroupId}': its offset is another member's to commit."));
                }
            }

            return _commits.CommitAsync(offsets, _settings.GroupId!);
        }
    }

    public async ValueTask<IReadOnlyList<TopicPartitionOffset>> GetCommittedAsync(
        IReadOnlyCollection<TopicPartition> partitions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partitions);
        lock (_gate) RequireGroup();
        cancellationToken.ThrowIfCancellationRequested();
        if (partitions.Count == 0) return [];
        TopicPartition[] asked = [.. partitions];
        long started = _context.Time.GetTimestamp();
        while (true)
        {
            try
            {
                return await _calls.RunAsync(() => Committed(asked)).WaitAsync(cancellationToken).ConfigureAwait(true);
            }
            catch (TransportException e) when (e.IsTransient && !_disposed && _context.Time.GetElapsedTime(started) < _context.Options.RequestTimeout)
            {
                // The group's coordinator moves, or a transaction with offsets of the group is being decided.
            }

            await Task.Delay(AskAgainAfter, _context.Time, cancellationToken).ConfigureAwait(true);
        }
    }

    private unsafe TopicPartitionOffset[] Committed(TopicPartition[] partitions)
    {
        RdTopicPartitionList* list = RdTopicPartitionList.Of(partitions);
        try
        {
            int code = RdKafka.Committed(_client.Handle, list, (int)_context.Options.RequestTimeout.TotalMilliseconds);
            TopicPartition of = default;
            if (code == 0) code = RdTopicPartitionList.FirstError(list, out of);
            // A topic that is gone has no offsets.
            if (code != 0 && !KafkaErrors.IsUnknownTopic(code)) throw KafkaErrors.Of($"Asking for committed offsets of group '{_settings.GroupId}' {of}", code);
            var committed = new List<TopicPartitionOffset>();
            for (int i = 0; i < list->Count; i++)
            {
                if (list->Elements[i].Error == 0 && list->Elements[i].Offset >= 0)
                {
                    committed.Add(new TopicPartitionOffset(new(RdKafka.Text(list->Elements[i].Topic), list->Elements[i].Partition), list->Elements[i].Offset));
                }
            }

            return [.. committed];
        }
        finally
        {
            RdKafka.ListDestroy(list);
        }
    }

    private void RequireGroup()
    {
        ThrowIfDisposed();
        if (_settings.GroupId is null) throw new InvalidOperationException("The consumer has no group: set ConsumerSettings.GroupId.");
    }

    private unsafe void Join()
    {
        _resubscribed = false;
        RdTopicPartitionList* list = RdKafka.ListNew(_subscription!.Length);
        foreach (string topic in _subscription) RdKafka.ListAdd(list, topic, -1);
        int code = RdKafka.Subscribe(_client.Handle, list);
        RdKafka.ListDestroy(list);
        if (code != 0) throw KafkaErrors.Of($"The subscription to {string.Join(", ", _subscription)}", code);
        if (IsIncremental) _missing.Watch([.. _subscription.Select(t => new TopicPartition(t, -1))]);
    }

    /// <summary>The group's news, and the client's.</summary>
    private unsafe ConsumerEvent NextOfClient()
    {
        while (RdKafka.QueuePoll(_queue, 0) is not 0 and var rkev)
        {
            try
            {
                switch (RdKafka.EventType(rkev))
                {
                    case RdKafka.EventRebalance when Rebalance(rkev) is { Kind: not ConsumerEventKind.None } next:
                        return next;
                    case RdKafka.EventError:
                        OnError(rkev);
                        break;
                    default:
                        _client.OnCommonEvent(rkev);
                        break;
                }
            }
            finally
            {
                RdKafka.EventDestroy(rkev);
            }
        }

        return ConsumerEvent.None;
    }

    private unsafe ConsumerEvent Rebalance(nint rkev)
    {
        RdTopicPartitionList* list = RdKafka.EventTopicPartitionList(rkev);
        TopicPartition[] partitions = RdTopicPartitionList.ToArray(list);
        RefreshMetadata();
        // Each event has an epoch of its own, the group's generation where that is new.
        int epoch = _lastEpoch = Math.Max(_lastEpoch + 1, _metadata.Generation);
        if (RdKafka.EventErrorCode(rkev) == RdError.AssignPartitions)
        {
            foreach (TopicPartition partition in partitions) Add(partition, epoch, -1);
            if (IsIncremental) KafkaErrors.ThrowIf(RdKafka.IncrementalAssign(_client.Handle, list), "The assignment of partitions");
            else AssignAll();
            if (partitions.Length == 0) return ConsumerEvent.None;
            _held.UnionWith(partitions);
            return ConsumerEvent.Assigned(partitions, epoch);
        }

        bool isLost = RdKafka.AssignmentLost(_client.Handle) != 0;
        Drop(partitions);
        if (isLost || partitions.Length == 0)
        {
            _held.ExceptWith(partitions);
            Unassign(list);
            return partitions.Length == 0 ? ConsumerEvent.None : ConsumerEvent.Lost(partitions, epoch);
        }

        _revoked[epoch] = partitions;
        return ConsumerEvent.Revoked(partitions, epoch);
    }

    private unsafe void GiveUp(TopicPartition[] partitions)
    {
        _held.ExceptWith(partitions);
        RdTopicPartitionList* list = RdTopicPartitionList.Of(partitions);
        Unassign(list);
        RdKafka.ListDestroy(list);
    }

    private unsafe void Unassign(RdTopicPartitionList* list)
    {
        if (IsIncremental)
        {
            nint error = RdKafka.IncrementalUnassign(_client.Handle, list);
            if (error != 0) RdKafka.ErrorDestroy(error);
        }
        else
        {
            RdKafka.Assign(_client.Handle, null);
        }
    }

    private unsafe void OnError(nint rkev)
    {
        int code = RdKafka.EventErrorCode(rkev);
        string text = RdKafka.Text(RdKafka.EventErrorString(rkev));
        if (code == RdError.Fatal || RdKafka.EventErrorIsFatal(rkev) != 0)
        {
            throw new TransportException($"{GroupText()} cannot go on: {_client.FatalError() ?? text}.{Advice(code, text)}");
        }

        if (code == RdError.MaxPollExceeded)
        {
            KafkaLog.PollExceeded(_context.Logger, _settings.GroupId ?? "", text);
        }
        else if (KafkaErrors.IsUnknownTopic(code))
        {
            throw new TransportException($"{GroupText()} reads a topic that does not exist: {text}. Create it, or correct the name.");
        }
        else if (KafkaErrors.IsTransient(code))
        {
            KafkaLog.ClientError(_context.Logger, _client.Name, $"{text} ({code})");
        }
        else
        {
            throw KafkaErrors.Of($"Reading of {GroupText()}", code, text);
        }
    }

    private static string Advice(int code, string text) =>
        code is RdError.UnsupportedFeature or RdError.UnsupportedVersion or RdError.UnsupportedAssignor || text.Contains("ConsumerGroupHeartbeat", StringComparison.Ordinal)
            ? " The broker does not know the group protocol of Kafka 4.0: set Faust:Kafka:GroupProtocol to Classic."
            : "";

    private string GroupText() => _settings.GroupId is { } group ? $"Group '{group}'" : $"Consumer '{_settings.ClientId}'";

    private unsafe void RefreshMetadata()
    {
        nint metadata = RdKafka.GroupMetadata(_client.Handle);
        if (metadata == 0) return;
        int generation = RdKafka.GroupMetadataGeneration(metadata);
        string member = generation < 0 ? "" : RdKafka.Text(RdKafka.GroupMetadataMember(metadata));
        if (_metadata.Generation != generation || _metadata.MemberId != member) _metadata = new ConsumerGroupMetadata(_settings.GroupId!, Math.Max(generation, -1), member);
        RdKafka.GroupMetadataDestroy(metadata);
    }
}
