using Faust.Transport;

namespace Faust.Testing.Tests.Jepsen;

/// <summary>Reads as a member of a group and sends, both in transactions; goes back to what is committed after each that failed.</summary>
internal sealed class TransactionalClient(Workload run, string id) : Client(run)
{
    private const string Group = "processors";
    private readonly HashSet<TopicPartition> _owned = [];
    private readonly List<int> _unanswered = [];
    private readonly Dictionary<TopicPartition, long> _read = [];
    private IProducer? _producer;
    private IConsumer? _consumer;
    private ConsumerGroupMetadata? _standing;
    private bool _isBehind;

    /// <summary>The transaction has read what others may have by now: the log is to refuse its offsets.</summary>
    private bool _isStale;

    public override Client Restart() => new TransactionalClient(Run, id);

    protected override async Task OperateAsync()
    {
        await PauseAsync();
        Draft draft = Begin(OperationKind.Transaction);
        try
        {
            if (_producer is null) await InitializeAsync();
            if (_isBehind) await RewindAsync(draft);
            _producer!.BeginTransaction();
        }
        catch (TransportException e)
        {
            draft.End(Outcome.Failed);
            await DropProducerAsync(e);
            return;
        }

        _read.Clear();
        _isStale = false;
        Outcome outcome = await TransactAsync(draft);
        draft.End(outcome);
        if (outcome != Outcome.Ok) _isBehind = true;
        // Only now may others have what this transaction has read; what is not known to have ended the log keeps from them.
        foreach (int epoch in _unanswered) _consumer!.CompleteRebalance(epoch);
        _unanswered.Clear();
    }

    private async Task<Outcome> TransactAsync(Draft draft)
    {
        bool commits = Random.Next(6) > 0;
        try
        {
            Poll(draft);
            await PauseAsync();
            for (int i = Random.Next(0, 4); i > 0; i--)
            {
                await SendAsync(_producer!, draft, Random.Next(Workload.Partitions.Length), Random.Next(1, 3));
                await PauseAsync();
                if (i == 2) Poll(draft);
            }

            if (_read.Count > 0)
            {
                draft.Group = Group;
                await _producer!.SendOffsetsToTransactionAsync([.. _read.Select(r => new TopicPartitionOffset(r.Key, r.Value))], _standing!);
            }
        }
        catch (TransportException e)
        {
            if (e.IsIndefinite || e is ProducerFencedException)
            {
                await DropProducerAsync(e);
                return Outcome.Failed;
            }

            commits = false;
        }

        try
        {
            await PauseAsync();
            if (!commits)
            {
                await _producer!.AbortTransactionAsync();
                return Outcome.Failed;
            }

            draft.MayHappen = true;
            await _producer!.CommitTransactionAsync();
            return Outcome.Ok;
        }
        catch (TransportException e)
        {
            await DropProducerAsync(e);
            return commits && e.IsIndefinite ? Outcome.Unknown : Outcome.Failed;
        }
    }

    private void Poll(Draft draft)
    {
        if (_consumer is null)
        {
            _consumer = Run.Connect(this).CreateConsumer(new ConsumerSettings
            {
                GroupId = Group,
                MaxBatchRecords = Random.Next(1, 6),
                SessionTimeout = Workload.SessionTimeout,
            });
            _consumer.Subscribe(Workload.Topics);
        }

        for (int i = Random.Next(1, 5); i > 0; i--)
        {
            ConsumerEvent next = _consumer.Poll();
            switch (next.Kind)
            {
                case ConsumerEventKind.None:
                    break;
                case ConsumerEventKind.Records:
                    if (!_isStale) _standing = _consumer.GroupMetadata;
                    _read[next.Batch!.TopicPartition] = next.Batch.NextOffset;
                    Note(next.Batch, draft);
                    break;
                case ConsumerEventKind.Assigned:
                    _owned.UnionWith(next.Partitions);
                    goto default;
                case ConsumerEventKind.Lost:
                    // Its transaction goes on all the same, as that of a zombie would.
                    _isStale |= _read.Count > 0;
                    _owned.ExceptWith(next.Partitions);
                    Reset(draft, next.Partitions);
                    return;
                case ConsumerEventKind.Revoked:
                    _owned.ExceptWith(next.Partitions);
                    // Some give up what their transaction has read before it has ended.
                    if (_read.Count > 0 && Random.Next(4) == 0)
                    {
                        _isStale = true;
                        Reset(draft, next.Partitions);
                        _consumer.CompleteRebalance(next.Epoch);
                        break;
                    }

                    if (!_isStale) _standing = _consumer.GroupMetadata;
                    goto default;
                default:
                    Reset(draft, next.Partitions);
                    if (_read.Count > 0)
                    {
                        _unanswered.Add(next.Epoch);
                        return;
                    }

                    _consumer.CompleteRebalance(next.Epoch);
                    break;
            }
        }
    }

    private async Task InitializeAsync()
    {
        _producer = Run.Connect(this).CreateProducer(new ProducerSettings { TransactionalId = id, TransactionTimeout = Workload.TransactionTimeout });
        await _producer.InitializeTransactionsAsync();
    }

    private async Task RewindAsync(Draft draft)
    {
        if (_owned.Count > 0)
        {
            TopicPartition[] owned = [.. _owned.Order()];
            IReadOnlyList<TopicPartitionOffset> committed = await _consumer!.GetCommittedAsync(owned);
            foreach (TopicPartition partition in owned)
            {
                long offset = committed.FirstOrDefault(c => c.TopicPartition == partition).Offset;
                _consumer.Seek(new TopicPartitionOffset(partition, offset));
            }

            Reset(draft, owned);
        }

        _isBehind = false;
    }

    private async Task DropProducerAsync(TransportException e)
    {
        _isBehind = true;
        // Of two producers with one id the newer one goes on.
        if (e is ProducerFencedException && Run.IsReplaced(this)) IsDone = true;
        if (_producer is null) return;
        await _producer.DisposeAsync();
        _producer = null;
    }
}
