using System.Collections.Concurrent;
using Faust.Diagnostics;
using Faust.Generated;
using Faust.Processing;
using Faust.Storage;
using Faust.Topics;
using Faust.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Faust;

/// <summary>
/// The worker of this process: reads the application's topics, gives their records to the processing tasks, commits. A service of the host,
/// which starts and stops it. Thread-safe.
/// </summary>
public sealed partial class FaustWorker : IAsyncDisposable
{
    private readonly FaustOptions _options;
    private readonly FaustRegistry _registry;
    private readonly ITransport _transport;
    private readonly ApplicationTopics _applicationTopics;
    private readonly IServiceScopeFactory _services;
    private readonly IStateStoreProvider _stores;
    private readonly TimeProvider _time;
    private readonly FaustMetrics _metrics;
    private readonly ILogger<FaustWorker> _logger;
    private readonly ExecutionScheduler _scheduler;
    private readonly LogicalThread _thread;
    private readonly ConcurrentDictionary<TaskId, RunningTask> _tasks = new();
    private readonly TaskCompletionSource _assigned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Topology? _topology;
    private TaskEnvironment? _environment;
    private IAdmin? _admin;
    private IProducer? _producer;
    private IConsumer? _consumer;
    private Task _loop = Task.CompletedTask;
    private TaskCompletionSource? _idle;
    private Exception? _failure;
    private volatile bool _stopRequested;

    internal FaustWorker(
        IOptions<FaustOptions> options,
        FaustRegistry registry,
        ITransport transport,
        ApplicationTopics applicationTopics,
        IServiceScopeFactory services,
        IStateStoreProvider stores,
        TimeProvider time,
        ExecutionScheduler scheduler,
        FaustMetrics metrics,
        ILogger<FaustWorker> logger)
    {
        _options = options.Value;
        _registry = registry;
        _transport = transport;
        _applicationTopics = applicationTopics;
        _services = services;
        _stores = stores;
        _time = time;
        _scheduler = scheduler;
        _metrics = metrics;
        _logger = logger;
        _thread = new LogicalThread(scheduler);
    }

    /// <summary>What the worker is doing.</summary>
    public FaustWorkerState State { get; private set; }

    /// <summary>Why the worker failed; null as long as it did not.</summary>
    public Exception? Failure => _failure;

    /// <summary>Completes when the worker has ended, whether as asked or by a failure.</summary>
    public Task Completion => _stopped.Task;

    /// <summary>Tells how far the worker is with reading tables back. Raised on the threads that do it: a handler must be quick.</summary>
    public event EventHandler<RestoreProgress>? RestoreProgressed;

    /// <summary>
    /// Commits what all tasks of this worker have finished by now, without waiting for the interval. Not to be awaited by an agent: its task
    /// commits between two events. <see cref="RequestCommit"/> is for agents.
    /// </summary>
    /// <exception cref="InvalidOperationException">The worker has not started, or has ended.</exception>
    public async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        if (State is FaustWorkerState.Created) throw new InvalidOperationException("The worker has not started.");
        Task<bool> committing = _thread.RunAsync(
            async () =>
            {
                await Task.WhenAll(_tasks.Values.Select(CommitNowAsync)).ConfigureAwait(true);
                return true;
            });
        await WhileRunning(committing).WaitAsync(cancellationToken).ConfigureAwait(false);
        await committing.ConfigureAwait(false);
    }

    /// <summary>Asks for a commit before the interval is over, and does not wait for it.</summary>
    public void RequestCommit() => OnCommitTimer();

    /// <summary>Which worker has each partition of a table, by what the workers call themselves (<see cref="FaustOptions.InstanceId"/>).</summary>
    /// <remarks>As the group has it now: during a rebalance the new owner is named, which may still be reading the table back.</remarks>
    /// <typeparam name="TTable">The table's class.</typeparam>
    /// <returns>Partition and owner; a partition without an owner is missing.</returns>
    /// <exception cref="InvalidOperationException">No agent takes the table, or the host has not started.</exception>
    public async Task<IReadOnlyDictionary<int, string>> GetTableOwnersAsync<TTable>(CancellationToken cancellationToken = default)
        where TTable : class
    {
        string topic = OwnerOf(typeof(TTable)).Topics[0].Name;
        GroupDescription group = await _admin!.DescribeGroupAsync(_options.ApplicationId, cancellationToken).ConfigureAwait(false);
        return group.Members.SelectMany(m => m.Partitions.Where(p => p.Topic == topic).Select(p => (p.Partition, m.ClientId))).ToDictionary();
    }

    /// <summary>
    /// Completes when all that is in the topics of this worker's partitions, or was sent through this host before the call, is handled and
    /// committed, along with everything that agents sent to other agents on the way. A worker that its group gives no partition waits
    /// until it has one.
    /// </summary>
    /// <exception cref="InvalidOperationException">The worker has ended before; the inner exception says why if it failed.</exception>
    public async Task WhenCaughtUpAsync(CancellationToken cancellationToken = default)
    {
        await WhileRunning(_assigned.Task).WaitAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            Task next = NextLook();
            await _applicationTopics.FlushAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                if (await _thread.RunAsync(() => IsCaughtUpAsync(cancellationToken)).ConfigureAwait(false)) return;
            }
            catch (Exception e) when (e is not OperationCanceledException && State is not FaustWorkerState.Running)
            {
                // Ended during the look: its end tells why, below.
                await _stopped.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            }

            await WhileRunning(next).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        if (_producer is not null) await _producer.DisposeAsync().ConfigureAwait(false);
        if (_admin is not null) await _admin.DisposeAsync().ConfigureAwait(false);
    }

    internal IEnumerable<ProcessingTask> TasksOf(Type table)
    {
        SubTopology owner = OwnerOf(table);
        ThrowIfNotReadable(table);
        return _tasks.Where(t => t.Key.SubTopology == owner.Id).OrderBy(t => t.Key.Partition).Select(t => t.Value.Task);
    }

    internal int PartitionsOf(Type table) => OwnerOf(table).Partitions;

    /// <summary>Looks at the log, builds the topology and creates the topics that are missing.</summary>
    /// <exception cref="TopologyException">The declarations do not fit together, or not what is in the log.</exception>
    internal async Task PrepareAsync(CancellationToken cancellationToken)
    {
        _admin = _transport.CreateAdmin();
        string[] names = [.. _registry.Topics.Select(t => t.Declaration.Name)];
        IReadOnlyList<TopicDescription> existing = await _admin.DescribeTopicsAsync(names, cancellationToken).ConfigureAwait(false);
        _topology = TopologyBuilder.Build(
            _options.ApplicationId, _registry, existing.ToDictionary(t => t.Name, t => t.Partitions, StringComparer.Ordinal), _options.DefaultPartitions);
        await CreateTopicsAsync(_topology, existing, cancellationToken).ConfigureAwait(false);
        _topology = await WithDeadLettersAsync(_topology, cancellationToken).ConfigureAwait(false);
        _producer = _transport.CreateProducer(new ProducerSettings { ClientId = ClientId });
        _applicationTopics.Start(_topology, _producer);
    }

    internal void Start()
    {
        _environment = new TaskEnvironment(
            _options, _topology!, _transport, _admin!, _producer!, _stores, _services, _time, _scheduler, _metrics, _logger);
        if (IsExactlyOnce) _committer = new TransactionCommitter(_environment, _end.Token);
        State = FaustWorkerState.Running;
        Log.WorkerStarted(
            _logger, _options.ApplicationId, _transport.Description, IsExactlyOnce ? "exactly-once" : "at-least-once", _registry.Agents.Count, _registry.Tables.Count);
        _loop = _thread.RunAsync(RunLoopAsync);
    }

    /// <summary>Begins to drain; <see cref="Completion"/> tells when that is done.</summary>
    internal void RequestStop()
    {
        _stopRequested = true;
        _wake.Signal();
    }

    /// <summary>Drains: finishes the events at hand, commits, leaves the group.</summary>
    /// <param name="cancellationToken">Ends the patience: handlers at work are cancelled, and what does not end then is left behind.</param>
    internal async Task StopAsync(CancellationToken cancellationToken)
    {
        RequestStop();
        await using (cancellationToken.UnsafeRegister(static worker => ((FaustWorker)worker!).CancelHandlers(), this).ConfigureAwait(false))
        {
            await _loop.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        if (State is FaustWorkerState.Created) State = FaustWorkerState.Stopped;
        await _applicationTopics.StopAsync().ConfigureAwait(false);
        _stopped.TrySetResult();
    }

    private bool IsExactlyOnce => _options.ProcessingGuarantee == ProcessingGuarantee.ExactlyOnce;

    private string ClientId => _options.InstanceId ?? _options.ApplicationId;

    private SubTopology OwnerOf(Type table) => (_topology ?? throw new InvalidOperationException(
            $"Table {table.Name} cannot be read yet, as the host has not started: await FaustWorker.WhenReadyAsync() in ExecuteAsync of a service first."))
        .OwnerOf(table) ?? throw new InvalidOperationException($"No agent takes table {table.Name}, so nothing keeps it.");

    private async Task CreateTopicsAsync(Topology topology, IReadOnlyList<TopicDescription> existing, CancellationToken cancellationToken)
    {
        var missing = new List<TopicSpecification>();
        foreach ((TopicRegistration registration, int partitions) in topology.Topics.Values)
        {
            if (existing.All(t => t.Name != registration.Declaration.Name)) missing.Add(new TopicSpecification(registration.Declaration.Name, partitions));
        }

        var changelogs = topology.SubTopologies.SelectMany(s => s.Tables.Select(t => (Name: topology.ChangelogOf(t), s.Partitions))).ToList();
        IReadOnlyList<TopicDescription> present =
            await _admin!.DescribeTopicsAsync([.. changelogs.Select(c => c.Name)], cancellationToken).ConfigureAwait(false);
        foreach ((string name, int partitions) in changelogs)
        {
            TopicDescription? changelog = present.FirstOrDefault(t => t.Name == name);
            if (changelog is null)
            {
                var compacted = new Dictionary<string, string> { ["cleanup.policy"] = "compact" };
                missing.Add(new TopicSpecification(name, partitions) { Configuration = compacted });
            }
            else if (changelog.Partitions != partitions)
            {
                throw new TopologyException(
                    $"Changelog '{name}' has {changelog.Partitions} partitions, but the topics its table is kept from have {partitions}. "
                    + "The table's entries would be looked for in other partitions than they lie in: rebuild the table under another name.");
            }
        }

        if (missing.Count == 0) return;
        await _admin.CreateTopicsAsync(missing, cancellationToken).ConfigureAwait(false);
        foreach (TopicSpecification topic in missing) Log.TopicCreated(_logger, topic.Name, topic.Partitions);
    }

    private async Task WhileRunning(Task task)
    {
        await Task.WhenAny(task, _stopped.Task).ConfigureAwait(false);
        if (_stopped.Task.IsCompleted) throw new InvalidOperationException("The worker has ended.", _failure);
    }

    private async Task<bool> IsCaughtUpAsync(CancellationToken cancellationToken)
    {
        var positions = new Dictionary<TopicPartition, long>();
        RunningTask[] tasks = [.. _tasks.Values];
        if (_ending.Count > 0 || _held.Count != tasks.Sum(t => t.Intakes.Count)) return false;
        // One look at a task tells how far it is and sends all it had to send: what it does after that shows in the ends of the topics.
        await Task.WhenAll(tasks.Select(CommitNowAsync)).ConfigureAwait(true);
        if (tasks.Any(t => t.IsEnding)) return false;
        foreach (RunningTask running in tasks)
        {
            foreach (TopicPartitionOffset position in running.Positions) positions[position.TopicPartition] = position.Offset;
        }

        TopicPartition[] partitions = [.. tasks.SelectMany(t => t.Intakes).Select(i => i.Partition)];
        IReadOnlyList<TopicPartitionOffset> committed = await _consumer!.GetCommittedAsync(partitions, cancellationToken).ConfigureAwait(true);
        foreach (TopicPartitionOffset offset in committed) positions.TryAdd(offset.TopicPartition, offset.Offset);
        IReadOnlyList<PartitionOffsets> ends = await _admin!.GetOffsetsAsync(partitions, cancellationToken).ConfigureAwait(true);
        return ends.All(e => positions.GetValueOrDefault(e.TopicPartition, e.Low) >= e.High);
    }
}
