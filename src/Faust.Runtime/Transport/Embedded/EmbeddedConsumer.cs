namespace Faust.Transport.Embedded;

/// <summary>Reads partitions of the embedded log, by hand or as a member of a group.</summary>
/// <remarks>The consumer's lock comes before the group's and the partitions' locks; nothing is called back under it.</remarks>
internal sealed partial class EmbeddedConsumer : IConsumer
{
    private readonly EmbeddedLog _log;
    private readonly ConsumerGroup? _group;
    private readonly ConsumerSettings _settings;
    private readonly WakeSignal _signal;
    private readonly ILogLink? _link;
    private readonly RecordBatchPool _pool = new();
    private readonly Lock _gate = new();
    private volatile string[]? _subscription;
    private bool _resubscribed;
    private int _assignments;
    private bool _disposed;
    private int _checkedTopics = -1;
    private volatile GroupMember? _member;
    private volatile ConsumerGroupMetadata _metadata;

    public EmbeddedConsumer(EmbeddedLog log, ConsumerGroup? group, ConsumerSettings settings, WakeSignal signal, ILogLink? link)
    {
        _log = log;
        _group = group;
        _settings = settings;
        _signal = signal;
        _link = link;
        _metadata = new ConsumerGroupMetadata(group?.Id ?? "", -1, "");
    }

    public ConsumerGroupMetadata GroupMetadata => _metadata;

    public void Subscribe(IReadOnlyCollection<string> topics)
    {
        ArgumentNullException.ThrowIfNull(topics);
        if (topics.Count == 0) throw new ArgumentException("Name at least one topic; to leave the group, dispose the consumer.", nameof(topics));
        if (_group is null) throw new InvalidOperationException("The consumer has no group: set ConsumerSettings.GroupId.");
        lock (_gate)
        {
            ThrowIfDisposed();
            if (_assignments > 0) throw new InvalidOperationException("The consumer was assigned by hand: subscribe another one.");
            _subscription = [.. topics.Distinct().Order(StringComparer.Ordinal)];
            _resubscribed = true;
            _checkedTopics = -1;
        }

        _signal.Set();
    }

    public void Assign(IReadOnlyCollection<TopicPartitionOffset> partitions)
    {
        ArgumentNullException.ThrowIfNull(partitions);
        foreach (TopicPartitionOffset partition in partitions) ArgumentOutOfRangeException.ThrowIfNegative(partition.Offset, nameof(partitions));
        lock (_gate)
        {
            ThrowIfDisposed();
            if (_subscription is not null) throw new InvalidOperationException("The consumer is subscribed: assign another one by hand.");
            Drop(_readers.ConvertAll(r => r.TopicPartition));
            _assignments++;
            foreach (TopicPartitionOffset partition in partitions)
            {
                PartitionReader reader = Add(partition.TopicPartition, _assignments);
                reader.MoveTo(partition.Offset);
                reader.Activate();
            }
        }
    }

    public ConsumerEvent Poll()
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            if (_link is { IsConnected: false })
            {
                _signal.Take();
                ComeBack();
                return ConsumerEvent.None;
            }

            BringAlong();
            _signal.Touch();
            _signal.Take();
            bool mayHaveMore = true;
            try
            {
                ConsumerEvent next = _subscription is null ? ConsumerEvent.None : PollGroup();
                if (next.Kind == ConsumerEventKind.None) next = Fetch();
                mayHaveMore = next.Kind != ConsumerEventKind.None;
                return next;
            }
            finally
            {
                if (mayHaveMore) _signal.Set();
            }
        }
    }

    public ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        lock (_gate) ThrowIfDisposed();
        return _signal.WaitAsync(cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_disposed) return ValueTask.CompletedTask;
            _disposed = true;
            Drop(_readers.ConvertAll(r => r.TopicPartition));
            _pool.Close();
            _comeBack?.Dispose();
        }

        _signal.Set();
        if (_member is not { } member) return ValueTask.CompletedTask;
        if (_link is not null) return LeaveOverLinkAsync(member);
        _group!.Leave(member);
        return ValueTask.CompletedTask;
    }

    private void ThrowIfDisposed()
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(IConsumer));
        ObjectDisposedException.ThrowIf(_log.IsDisposed, _log);
    }
}
