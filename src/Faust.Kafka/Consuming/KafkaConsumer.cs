using System.Runtime.InteropServices;
using Faust.Kafka.Interop;
using Faust.Transport;

namespace Faust.Kafka.Consuming;

/// <summary>
/// Reads partitions of Kafka, by hand or as a member of a group. Each partition has its own queue, so that a batch is of one partition and a
/// paused one costs nothing; the consumer's own queue brings the group's news. No thread but librdkafka's: its queues set a signal.
/// </summary>
internal sealed partial class KafkaConsumer : IConsumer
{
    private const int Events = RdKafka.EventError | RdKafka.EventRebalance | RdKafka.EventOffsetCommit | RdKafka.EventStatistics;
    // An idle member has to poll from time to time, as the group does without one that does not.
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(30);

    private readonly KafkaContext _context;
    private readonly ConsumerSettings _settings;
    private readonly KafkaClient _client;
    private readonly QueueSignal _signal = new();
    private readonly GCHandle _signalHandle;
    private readonly RecordBatchPool _pool;
    private readonly CallThread _calls;
    private readonly CommitReports _commits;
    private readonly MissingTopics _missing;
    private readonly nint _queue;
    private readonly ITimer _look;
    private readonly Lock _gate = new();
    private string[]? _subscription;
    private bool _resubscribed;
    private int _assignments;
    private bool _disposed;

    public unsafe KafkaConsumer(KafkaContext context, ConsumerSettings settings)
    {
        _context = context;
        _settings = settings;
        _metadata = new ConsumerGroupMetadata(settings.GroupId ?? "", -1, "");
        Dictionary<string, string> configuration = KafkaConfiguration.Consumer(context.Options, settings);
        _client = KafkaClient.Create(context, isProducer: false, configuration, Events);
        _pool = new RecordBatchPool(_client, settings.MaxBatchRecords);
        _calls = new CallThread($"{_client.Name} calls");
        _commits = new CommitReports(_client);
        _missing = new MissingTopics(_client, _calls, context.Time, _signal, KafkaConfiguration.MetadataInterval(configuration));
        _signalHandle = GCHandle.Alloc(_signal);
        // Errors, statistics and requests for tokens come to the main queue, which then leads to the consumer's.
        RdKafka.PollSetConsumer(_client.Handle);
        _queue = RdKafka.QueueGetConsumer(_client.Handle);
        RdKafka.QueueCallbackEnable(_queue, &QueueSignal.OnQueue, GCHandle.ToIntPtr(_signalHandle));
        _look = context.Time.CreateTimer(static signal => ((QueueSignal)signal!).Set(), _signal, LookInterval, LookInterval);
    }

    public ConsumerGroupMetadata GroupMetadata
    {
        get
        {
            lock (_gate)
            {
                if (!_disposed && _subscription is not null) RefreshMetadata();
                return _metadata;
            }
        }
    }

    public void Subscribe(IReadOnlyCollection<string> topics)
    {
        ArgumentNullException.ThrowIfNull(topics);
        if (topics.Count == 0) throw new ArgumentException("Name at least one topic; to leave the group, dispose the consumer.", nameof(topics));
        if (_settings.GroupId is null) throw new InvalidOperationException("The consumer has no group: set ConsumerSettings.GroupId.");
        lock (_gate)
        {
            ThrowIfDisposed();
            if (_assignments > 0) throw new InvalidOperationException("The consumer was assigned by hand: subscribe another one.");
            _subscription = [.. topics.Distinct().Order(StringComparer.Ordinal)];
            _resubscribed = true;
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
            foreach (PartitionReader reader in _readers) reader.Close();
            _readers.Clear();
            _assignments++;
            foreach (TopicPartitionOffset partition in partitions) Add(partition.TopicPartition, _assignments, partition.Offset).IsActive = true;
            AssignAll();
            _missing.Watch([.. partitions.Select(p => p.TopicPartition)]);
        }

        _signal.Set();
    }

    public ConsumerEvent Poll()
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            _signal.Take();
            bool mayHaveMore = true;
            try
            {
                if (_resubscribed) Join();
                ConsumerEvent next = NextOfClient();
                if (next.Kind == ConsumerEventKind.None && _missing.Take() is { } missing)
                {
                    throw new TransportException($"{GroupText()} reads what does not exist: {missing}. Create it, or correct the name.");
                }

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

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            foreach (PartitionReader reader in _readers) reader.Close();
            _readers.Clear();
            _pool.Close();
            _missing.End();
            _client.Close();
        }

        await _look.DisposeAsync().ConfigureAwait(false);
        if (_seekAgain is not null) await _seekAgain.DisposeAsync().ConfigureAwait(false);
        _signal.Set();
        await _calls.RunAsync(Leave).ConfigureAwait(false);
        _commits.Close();
        await _calls.RunAsync(_client.EndUse).ConfigureAwait(false);
        _calls.Dispose();
        _signalHandle.Free();
    }

    /// <summary>Leaves the group, which asks for all partitions back on its queue.</summary>
    private unsafe void Leave()
    {
        RdKafka.QueueCallbackEnable(_queue, null, 0);
        nint error = RdKafka.ConsumerCloseQueue(_client.Handle, _queue);
        if (error != 0) RdKafka.ErrorDestroy(error);
        while (error == 0 && RdKafka.ConsumerClosed(_client.Handle) == 0)
        {
            nint rkev = RdKafka.QueuePoll(_queue, 100);
            if (rkev == 0) continue;
            if (RdKafka.EventType(rkev) == RdKafka.EventRebalance) Unassign(RdKafka.EventTopicPartitionList(rkev));
            RdKafka.EventDestroy(rkev);
        }

        RdKafka.QueueDestroy(_queue);
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, typeof(IConsumer));
}
