using System.Collections.Concurrent;
using Faust.Processing;
using Faust.Transport.Embedded.Disk;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Faust.Transport.Embedded;

/// <summary>
/// A log in this process: partitions, offsets, consumer groups and generations as Kafka has them, the records in native memory or, with
/// <see cref="EmbeddedLogOptions.Directory"/>, in files. Thread-safe.
/// </summary>
/// <remarks>
/// Everything happens on the callers' threads, but for the syncs of a log on disk and its compaction. Timers are the <see cref="TimeProvider"/>'s:
/// one expels members of a group that were silent for longer than <see cref="ConsumerSettings.SessionTimeout"/> or owe an answer for longer than
/// <see cref="ConsumerSettings.RebalanceTimeout"/>, one aborts transactions at <see cref="ProducerSettings.TransactionTimeout"/>, one looks for what retention
/// and compaction may take. The memory is freed when the log and all batches read from it are unreachable, not when it is disposed. A log
/// on disk is to be disposed, so that its next start finds all in order; one that was not checks its tail.
/// </remarks>
public sealed partial class EmbeddedLog : ITransport
{
    private readonly TimeProvider _time;
    private readonly EmbeddedLogOptions _options;
    private readonly ExecutionScheduler _scheduler;
    private readonly ILogger _logger;
    private LogStore? _store;
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, LogTopic> _topics = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConsumerGroup> _groups = new(StringComparer.Ordinal);
    private int _topicsVersion;
    private long _lastId = -1;
    private volatile bool _disposed;

    /// <summary>Makes a log, or opens the one in <see cref="EmbeddedLogOptions.Directory"/>, which reads from the disk.</summary>
    /// <param name="timeProvider">The clock; the system's when none is given.</param>
    /// <param name="options">Where the records are, and the layout of the memory.</param>
    /// <param name="logger">Told what recovery cut and what failed in the background.</param>
    /// <exception cref="TransportException">The directory is in use, cannot be written, or what had been brought to the disk is damaged.</exception>
    public EmbeddedLog(TimeProvider? timeProvider = null, EmbeddedLogOptions? options = null, ILogger<EmbeddedLog>? logger = null)
        : this(timeProvider, options, ExecutionScheduler.ThreadPool, logger) => _options.Open?.Invoke(this);

    /// <summary>Opens the log on a disk of one's own, or makes one in memory.</summary>
    internal EmbeddedLog(TimeProvider? timeProvider, EmbeddedLogOptions? options, ILogDisk? disk, ExecutionScheduler scheduler, ILogger? logger = null)
        : this(timeProvider, options, scheduler, logger)
    {
        if (disk is not null) Open(disk);
    }

    private EmbeddedLog(TimeProvider? timeProvider, EmbeddedLogOptions? options, ExecutionScheduler scheduler, ILogger? logger)
    {
        _time = timeProvider ?? TimeProvider.System;
        _options = (options ?? new EmbeddedLogOptions()).Validated();
        _scheduler = scheduler;
        _logger = logger ?? NullLogger.Instance;
        Transactions = new TransactionCoordinator(this, _time);
    }

    /// <inheritdoc/>
    public string Description => _store is null ? "embedded log (memory)" : $"embedded log ({_store.Disk.Description})";

    /// <summary>Changes whenever a topic comes or goes.</summary>
    internal int TopicsVersion => Volatile.Read(ref _topicsVersion);

    internal TimeProvider Time => _time;

    internal TransactionCoordinator Transactions { get; }

    internal int MaxRecordBytes => _options.MaxRecordBytes;

    internal bool IsDisposed => _disposed;

    /// <inheritdoc/>
    public IConsumer CreateConsumer(ConsumerSettings settings) => CreateConsumer(settings, null);

    /// <inheritdoc/>
    public IProducer CreateProducer(ProducerSettings settings) => CreateProducer(settings, null);

    /// <inheritdoc/>
    public IAdmin CreateAdmin() => CreateAdmin(null);

    /// <summary>The log as a client reaches it through a link, which may lose, delay and repeat requests.</summary>
    internal ITransport Over(ILogLink link) => new LinkedLog(this, link);

    internal EmbeddedConsumer CreateConsumer(ConsumerSettings settings, ILogLink? link)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ThrowIfDisposed();
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.MaxBatchRecords, 1, nameof(settings));
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.MaxBatchBytes, 1, nameof(settings));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(settings.SessionTimeout, TimeSpan.Zero, nameof(settings));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(settings.RebalanceTimeout, TimeSpan.Zero, nameof(settings));
        ConsumerGroup? group = settings.GroupId is { } id ? GetGroup(id) : null;
        return new EmbeddedConsumer(this, group, settings, new WakeSignal(_time, link), link);
    }

    internal EmbeddedProducer CreateProducer(ProducerSettings settings, ILogLink? link)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ThrowIfDisposed();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(settings.TransactionTimeout, TimeSpan.Zero, nameof(settings));
        return new EmbeddedProducer(this, settings, link);
    }

    internal EmbeddedAdmin CreateAdmin(ILogLink? link)
    {
        ThrowIfDisposed();
        return new EmbeddedAdmin(this, link);
    }

    /// <summary>Closes the log: what is still open of it fails from now on. What was sent and not yet on the disk is brought there first.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
        }

        Transactions.Close();
        if (_cleaning is { } cleaning) await cleaning.DisposeAsync().ConfigureAwait(true);
        foreach (ConsumerGroup group in _groups.Values) group.Close();
        if (_store is not null) await CloseAsync(_store).ConfigureAwait(true);
        foreach (LogTopic topic in _topics.Values)
        {
            foreach (PartitionLog partition in topic.Partitions) partition.Delete();
        }
    }

    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);

    /// <summary>A number greater than any given out before: the id of a producer or a consumer, or the number of an initialization.</summary>
    internal long NewId()
    {
        long id = Interlocked.Increment(ref _lastId);
        if (_store is not null) ReserveIds(_store, id);
        return id;
    }

    internal ConsumerGroup GetGroup(string id) => _groups.GetOrAdd(id, static (id, log) => new ConsumerGroup(id, log, log._time, log._store?.Journal), this);

    internal ConsumerGroup? FindGroup(string id) => _groups.GetValueOrDefault(id);

    /// <summary>How many partitions a topic has; 0 where there is none of that name.</summary>
    internal int PartitionsOf(string topic) => _topics.TryGetValue(topic, out LogTopic? found) ? found.Partitions.Length : 0;

    internal PartitionLog GetPartition(TopicPartition partition)
    {
        ThrowIfDisposed();
        if (!_topics.TryGetValue(partition.Topic, out LogTopic? topic)) throw NoSuchTopic(partition.Topic);
        if ((uint)partition.Partition < (uint)topic.Partitions.Length) return topic.Partitions[partition.Partition];
        throw new TransportException(
            $"Topic '{partition.Topic}' has no partition {partition.Partition}: it has {topic.Partitions.Length}, counted from 0.");
    }

    internal TransportException NoSuchTopic(string name) =>
        new($"Topic '{name}' does not exist in the {Description}: create it with IAdmin.CreateTopicsAsync.");

    /// <summary>Appends a batch, as part of the session's transaction where there is a transactional id.</summary>
    internal long Append(
        TopicPartition topicPartition, ReadOnlySpan<byte> frames, int count, ProducerSession session, int sequence, string? transactionalId)
    {
        PartitionLog partition = GetPartition(topicPartition);
        if (frames.Length > Array.MaxLength - LogBatchHeader.Length)
        {
            throw new TransportException($"A batch of {frames.Length} bytes for {topicPartition} is too large: send it in parts.");
        }

        long first = partition.Append(frames, count, session, sequence, transactionalId is not null);
        if (first == PartitionLog.NotBegun)
        {
            // From here on the transaction ends with a mark in the partition, which refuses what comes late: also this append.
            Transactions.AddPartition(transactionalId!, session, partition);
            first = partition.Append(frames, count, session, sequence, transactional: true, begins: true);
        }

        return first >= 0 ? first : throw NoSuchTopic(topicPartition.Topic);
    }

    internal void CreateTopics(IReadOnlyCollection<TopicSpecification> topics)
    {
        ThrowIfDisposed();
        var created = new List<string>();
        lock (_gate)
        {
            foreach (TopicSpecification topic in topics) Check(topic);
            foreach (TopicSpecification topic in topics)
            {
                if (_topics.ContainsKey(topic.Name)) continue;
                _store?.CreateTopic(topic);
                var added = new LogTopic(topic, _options, _store);
                _topics.TryAdd(topic.Name, added);
                WatchPolicies(added);
                created.Add(topic.Name);
            }

            _topicsVersion++;
        }

        foreach (string name in created) Announce(name, deleted: false);
    }

    internal void DeleteTopics(IReadOnlyCollection<string> names)
    {
        ThrowIfDisposed();
        foreach (string name in names)
        {
            LogTopic? topic;
            lock (_gate)
            {
                if (!_topics.TryRemove(name, out topic)) continue;
                // Its readers are told that they have lost it before a poll of theirs finds that it is gone.
                Announce(name, deleted: true);
                _topicsVersion++;
                // Before its files go: a sync that runs ends, and none begins.
                foreach (PartitionLog partition in topic.Partitions) partition.Delete();
                _store?.DeleteTopic(name);
            }
        }
    }

    private void Announce(string topic, bool deleted)
    {
        foreach (ConsumerGroup group in _groups.Values) group.OnTopicChanged(topic, deleted);
    }

    private void Check(TopicSpecification topic)
    {
        TopicNames.Validate(topic.Name);
        _ = new TopicPolicy(topic);
        if (topic.Partitions < 1) throw new TransportException($"Topic '{topic.Name}' needs at least 1 partition, not {topic.Partitions}.");
        if (_topics.Keys.FirstOrDefault(other => TopicNames.Collide(topic.Name, other)) is { } collision)
        {
            throw new TransportException(
                $"Topic '{topic.Name}' collides with topic '{collision}': Kafka takes '.' and '_' for the same in the names of its metrics.");
        }
    }
}
