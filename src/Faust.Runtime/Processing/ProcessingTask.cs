using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Faust.Agents;
using Faust.Generated;
using Faust.Tables;
using Faust.Transport;

namespace Faust.Processing;

/// <summary>
/// One partition of a sub-topology at work: batches come in, the agents handle their events one after the other on the task's logical
/// thread, and between two events whatever else is due is done (commits, timers, reads from outside, the end).
/// </summary>
internal sealed partial class ProcessingTask : IAsyncDisposable
{
    private readonly LogicalThread _thread;
    private readonly TaskEnvironment _environment;
    private readonly TaskTables _tables;
    private readonly TaskResources _resources;
    private readonly TaskScope _scope;
    private readonly List<TaskSource> _sources = [];
    private readonly ConcurrentQueue<RecordBatch> _inbox = new();
    private readonly ConcurrentQueue<Errand> _errands = new();
    private readonly AsyncSignal _wake = new();
    // Never disposed: it has no timer, and whoever stops the host may still cancel a task that has just ended.
    private readonly CancellationTokenSource _cancellation = new();
    private readonly CancellationTokenSource _restoring = new();
    private readonly ITaskObserver _observer;
    private readonly List<ITimer> _timers = [];
    private volatile bool _ended;
    private volatile bool _waitsForStores;
    private bool _stopping;
    private bool _abandoned;
    private int _disposed;
    private bool _worked = true;
    private long _uncommitted;
    private RecordBatch? _batch;
    private int _next;

    /// <param name="id">Its partition and sub-topology.</param>
    /// <param name="tables">Its tables, which it owns from now on; it brings them up to date before the first event.</param>
    /// <param name="environment">What all tasks are given.</param>
    /// <param name="observer">Is told what happens.</param>
    public ProcessingTask(TaskId id, TaskTables tables, TaskEnvironment environment, ITaskObserver observer)
    {
        Id = id;
        _observer = observer;
        _environment = environment;
        _tables = tables;
        _thread = new LogicalThread(environment.Scheduler);
        IReadOnlyList<AgentDeclaration> agents = environment.Topology.SubTopologies[id.SubTopology].Agents;
        _resources = new TaskResources(tables, environment, agents.Any(a => a.Concurrency > 1));
        foreach (TaskTable table in tables.All) table.Shard.Attach(_resources.Attempts);
        _scope = new TaskScope(this, _resources);
        _policies = agents.ToDictionary(a => a.Name, a => FailurePolicy.Of(a, environment.Options));
        Completion = _thread.RunAsync(RunAsync);
    }

    public TaskId Id { get; }

    /// <summary>The worker's side of the task; set before the first batch.</summary>
    public RunningTask? Running { get; set; }

    /// <summary>
    /// Completes when the task has ended, with what is left to be committed; fails with <see cref="TaskFailedException"/> when an agent failed.
    /// </summary>
    public Task<TaskCommit> Completion { get; }

    public CancellationToken Cancellation => _cancellation.Token;

    /// <summary>Takes a partition on. Its agents are made on the task's logical thread.</summary>
    public Task AddSourceAsync(SubTopology subTopology, SourceTopic topic, CancellationToken cancellationToken) => InvokeAsync(
        task =>
        {
            var partition = new TopicPartition(topic.Name, task.Id.Partition);
            TopicDispatcher dispatcher;
            try
            {
                TopicDispatcher[] parts = [.. topic.Dispatchers.Select(d => d.Create(task._scope))];
                dispatcher = parts.Length == 1 ? parts[0] : topic.Dispatchers[0].Chain(task._scope, parts);
            }
            catch (Exception e)
            {
                string agents = string.Join(", ", subTopology.Agents.Where(a => a.Topic == topic.Type).Select(a => $"'{a.Name}'"));
                throw new TaskFailedException($"An agent of {partition} ({agents}) cannot be constructed: {e.Message}", partition, -1, null, e);
            }

            dispatcher.Origin = new EventOrigin(topic.Name, task.Id.Partition);
            var source = new TaskSource(partition, topic.Type, dispatcher);
            task._sources.Add(source);
            foreach (AgentLanes lanes in dispatcher.Lanes) lanes.Source = source;
            return true;
        },
        cancellationToken);

    /// <summary>Adds a batch to the work; the task disposes it. Any thread.</summary>
    public void Enqueue(RecordBatch batch)
    {
        _inbox.Enqueue(batch);
        _wake.Signal();
        if (_ended) DropInbox();
    }

    /// <summary>Runs something on the task's logical thread, between two events. Any thread.</summary>
    /// <exception cref="TaskEndedException">The task has ended.</exception>
    public Task<T> InvokeAsync<T>(Func<ProcessingTask, T> read, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource<T>();
        RunErrand(new Errand(Run, () => done.TrySetException(new TaskEndedException(Id))));
        return done.Task.WaitAsync(cancellationToken);

        ValueTask Run()
        {
            try
            {
                done.TrySetResult(read(this));
            }
            catch (Exception e)
            {
                // Not the task's failure but the caller's answer.
                done.TrySetException(e);
            }

            return default;
        }
    }

    /// <summary>The shard of a table; only on the task's logical thread.</summary>
    public TableShard<TKey, TValue> Shard<TKey, TValue>(Type table)
        where TKey : notnull => ((Table<TKey, TValue>)_resources.GetTable(table)).BoundShard!;

    /// <summary>Ends the task behind the event it is at. What waits in its inbox is dropped: it was not committed.</summary>
    /// <param name="abandon">
    /// Whether another worker has the partition already: then nothing more is written, as it would overwrite what that worker writes.
    /// </param>
    public Task<TaskCommit> StopAsync(bool abandon)
    {
        RunErrand(new Errand(
            () =>
            {
                _stopping = true;
                _abandoned |= abandon;
                return default;
            },
            static () => { }));
        _restoring.Cancel();
        return Completion;
    }

    /// <summary>The stores have something that the shards hold for them. Any thread.</summary>
    public void OnStoresWritten()
    {
        if (_waitsForStores) _wake.Signal();
    }

    /// <summary>Cancels the handlers at work.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <summary>A timer, not set yet, that gives batch agents the events that have waited long enough. Ends with the task.</summary>
    /// <param name="onDue">Called on a thread of the pool before the task is asked to look.</param>
    public ITimer CreateBufferTimer(Action onDue)
    {
        ITimer timer = _resources.Time.CreateTimer(
            _ =>
            {
                onDue();
                RunErrand(new Errand(FlushDue, static () => { }));
            },
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        _timers.Add(timer);
        return timer;

        ValueTask FlushDue()
        {
            _areBuffersDue = true;
            return default;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ITimer timer in _timers) await timer.DisposeAsync().ConfigureAwait(true);
        // What an abandoned task has staged is nobody's any more.
        foreach (ProducerBatch batch in _resources.Producer.TakeStaged()) _environment.Batches.Return(batch);
        await _tables.DisposeAsync().ConfigureAwait(true);
    }

    private void RunErrand(Errand errand)
    {
        _errands.Enqueue(errand);
        _scope.IsInterrupted = true;
        _wake.Signal();
        // Behind the task's end nobody else looks.
        if (_ended) AbandonErrands();
    }

    private void AbandonErrands()
    {
        while (_errands.TryDequeue(out Errand errand)) errand.Abandon();
    }

    private void DropInbox()
    {
        while (_inbox.TryDequeue(out RecordBatch? dropped)) dropped.Dispose();
    }

    // Every await here comes back to the logical thread: that is what makes the task single-threaded.
    private async Task<TaskCommit> RunAsync()
    {
        try
        {
            await RestoreAsync().ConfigureAwait(true);
            TaskCommit last = await LoopAsync().ConfigureAwait(true);
            await DisposeAgentsAsync().ConfigureAwait(true);
            return last;
        }
        catch
        {
            await AbandonLanesAsync().ConfigureAwait(true);
            // Agents let go of what they hold however the task ends; the failure that ended it is the one to report.
            await DisposeAgentsAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            throw;
        }
        finally
        {
            _ended = true;
            // Whoever does not see the flag has its errand seen here.
            Interlocked.MemoryBarrier();
            AbandonErrands();
            foreach (TaskCompletionSource<TaskCommit?> done in _waitingCommits) done.TrySetResult(null);
            _batch?.Dispose();
            DropInbox();
        }
    }

    // Errands wait meanwhile: whoever reads a table is to see all of it, and there is nothing to commit.
    private async Task RestoreAsync()
    {
        if (_tables.All.Count == 0) return;
        var reader = new ChangelogReader(Id, _tables, _environment, _observer.OnRestoring);
        await using ConfiguredAsyncDisposable disposing = reader.ConfigureAwait(true);
        try
        {
            await reader.OpenAsync(_restoring.Token).ConfigureAwait(true);
            await reader.CatchUpAsync(_restoring.Token).ConfigureAwait(true);
        }
        catch (OperationCanceledException) when (_restoring.IsCancellationRequested)
        {
            // The end was asked for, which the loop looks for first.
        }
    }

    private async Task DisposeAgentsAsync()
    {
        while (_sources.Count > _disposed) await _sources[_disposed++].Dispatcher.DisposeAgentsAsync().ConfigureAwait(true);
    }

    private async Task<TaskCommit> LoopAsync()
    {
        while (true)
        {
            // Lowered before the errands are looked for: one that comes later raises it again.
            _scope.IsInterrupted = false;
            Interlocked.MemoryBarrier();
            while (_errands.TryDequeue(out Errand errand)) await errand.Run().ConfigureAwait(true);
            if (_lanes.Count > 0) await SettleLanesAsync().ConfigureAwait(true);
            if (_stopping) break;
            if (IsBackingOff)
            {
                // What comes behind the event must not overtake it.
                await _wake.WaitAsync().ConfigureAwait(true);
                continue;
            }

            if (!HasWorkInHand && !_inbox.TryDequeue(out _batch))
            {
                _resources.SendOutputs();
                // Only after work: whoever waits for the task looks at it again, and a look must not bring about the next.
                if (_worked) _observer.OnIdle(this);
                _worked = false;
                await _wake.WaitAsync().ConfigureAwait(true);
                continue;
            }

            if (AreLanesClosed)
            {
                // Events that are done with and commits wake the task.
                await _wake.WaitAsync().ConfigureAwait(true);
                continue;
            }

            _worked = true;
            if (_resources.Producer.IsFull && _brokenOff is null)
            {
                // What was broken off goes on first: until it is finished there may be nothing to commit, and the wait would never end.
                // The commit is an errand, which wakes the task.
                _observer.OnCommitDue(this);
                await _wake.WaitAsync().ConfigureAwait(true);
                continue;
            }

            if (_brokenOff is null && AreTablesFull(out bool hasDirty))
            {
                // What a commit wrote is let go of once the stores have it, which wakes the task.
                if (Running!.Stores.Failure is { } failure) throw StoreFailed("written", failure);
                if (hasDirty) _observer.OnCommitDue(this);
                await _wake.WaitAsync().ConfigureAwait(true);
                continue;
            }

            await WorkAsync().ConfigureAwait(true);
            await _thread.Yield();
        }

        if (!_abandoned) await DrainBuffersAsync().ConfigureAwait(true);
        if (_lanes.Count > 0) await DrainLanesAsync().ConfigureAwait(true);
        return _abandoned || LeavesLanesUnfinished ? TaskCommit.Nothing : PrepareCommit();
    }

    private bool AreTablesFull(out bool hasDirty)
    {
        _waitsForStores = false;
        if (!_resources.AreTablesFull(out hasDirty)) return false;
        // Raised before the last look: what is written later wakes the task.
        _waitsForStores = true;
        Interlocked.MemoryBarrier();
        return _resources.AreTablesFull(out hasDirty);
    }

    private readonly record struct Errand(Func<ValueTask> Run, Action Abandon);
}
