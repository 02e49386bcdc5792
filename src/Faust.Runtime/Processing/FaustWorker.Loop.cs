using Faust.Diagnostics;
using Faust.Processing;
using Faust.Transport;

namespace Faust;

// The loop: polls, hands batches to their tasks, follows rebalances, begins commits. All of it on the worker's logical thread.
public sealed partial class FaustWorker : ITaskObserver
{
    // So many batches in a row, then other logical threads get a turn.
    private const int PollsPerTurn = 16;

    private readonly AsyncSignal _wake = new();
    private readonly Dictionary<TopicPartition, (RunningTask Task, PartitionIntake Intake)> _routes = [];
    private readonly CancellationTokenSource _waiting = new();
    private volatile RunningTask[] _draining = [];
    private volatile bool _commitDue;
    private volatile bool _isWaiting;

    void ITaskObserver.OnProcessed(ProcessingTask task, TopicPartition partition, int records) => _metrics.Processed(partition.Topic, records);

    void ITaskObserver.OnFinished(ProcessingTask task, RecordBatch batch) => task.Running!.IntakeOf(batch.TopicPartition).Remove(batch.Count, batch.SizeInBytes);

    void ITaskObserver.OnIdle(ProcessingTask task) => LookAgain();

    // Whoever waits for the worker to catch up looks whether it has.
    private void LookAgain() => Interlocked.Exchange(ref _idle, null)?.TrySetResult();

    private async Task<bool> RunLoopAsync()
    {
        try
        {
            if (_topology!.SubTopologies.Count == 0)
            {
                Log.NothingToRead(_logger, _options.ApplicationId);
                _assigned.TrySetResult();
            }

            _consumer = _transport.CreateConsumer(new ConsumerSettings
            {
                GroupId = _options.ApplicationId,
                ClientId = ClientId,
                MaxBatchRecords = _options.MaxBatchRecords,
                SessionTimeout = _options.SessionTimeout,
            });
            string[] topics = [.. _topology.SubTopologies.SelectMany(s => s.Topics).Select(t => t.Name).Order(StringComparer.Ordinal)];
            if (topics.Length > 0) _consumer.Subscribe(topics);
            using ITimer commitTimer = _time.CreateTimer(_ => OnCommitTimer(), null, _options.CommitInterval, _options.CommitInterval);
            await PollAsync().ConfigureAwait(true);
        }
        catch (Exception e)
        {
            Fail(e);
        }

        State = FaustWorkerState.Stopping;
        try
        {
            await DrainAsync().ConfigureAwait(true);
        }
        catch (Exception e)
        {
            Fail(e);
        }

        State = _failure is null ? FaustWorkerState.Stopped : FaustWorkerState.Failed;
        Log.WorkerStopped(_logger, _options.ApplicationId);
        _stopped.TrySetResult();
        return true;
    }

    private async Task PollAsync()
    {
        for (int polls = 1; !_stopRequested && _failure is null; polls++)
        {
            if (_commitDue)
            {
                _commitDue = false;
                foreach (RunningTask running in _tasks.Values) _ = CommitInBackgroundAsync(running);
            }

            ConsumerEvent e = _consumer!.Poll();
            switch (e.Kind)
            {
                case ConsumerEventKind.Records:
                    Deliver(e.Batch!);
                    if (polls % PollsPerTurn == 0) await _thread.Yield();
                    break;
                case ConsumerEventKind.Assigned:
                    await AssignAsync(e).ConfigureAwait(true);
                    break;
                case ConsumerEventKind.Revoked:
                    await RevokeAsync(e).ConfigureAwait(true);
                    break;
                case ConsumerEventKind.Lost:
                    await DropAsync(e).ConfigureAwait(true);
                    break;
                default:
                    if (!_isWaiting) WakeWhenReady();
                    await _wake.WaitAsync().ConfigureAwait(true);
                    break;
            }
        }
    }

    private void Deliver(RecordBatch batch)
    {
        if (!_routes.TryGetValue(batch.TopicPartition, out (RunningTask Task, PartitionIntake Intake) route))
        {
            batch.Dispose();
            return;
        }

        _metrics.Consumed(batch.TopicPartition.Topic, batch.Count);
        route.Intake.Add(batch);
        route.Task.Task.Enqueue(batch);
    }

    private async Task AssignAsync(ConsumerEvent e)
    {
        foreach (TopicPartition partition in e.Partitions.Order())
        {
            SubTopology subTopology = _topology!.SubTopologies.Single(s => s.Topics.Any(t => t.Name == partition.Topic));
            var id = new TaskId(subTopology.Id, partition.Partition);
            if (!_tasks.TryGetValue(id, out RunningTask? running))
            {
                var environment = new TaskEnvironment(_producer!, _services, _time, _scheduler);
                running = new RunningTask(new ProcessingTask(id, _topology, subTopology, environment, this));
                _ = WatchAsync(running.Task);
                _tasks[id] = running;
            }

            var intake = new PartitionIntake(_consumer!, partition, _options);
            running.Add(intake);
            await running.Task.AddSourceAsync(subTopology, subTopology.Topics.Single(t => t.Name == partition.Topic)).ConfigureAwait(true);
            _routes[partition] = (running, intake);
        }

        Log.Assigned(_logger, e.Partitions.Count, e.Epoch, string.Join(", ", e.Partitions.Order()));
        _metrics.AssignedPartitions = _routes.Count;
        _consumer!.CompleteRebalance(e.Epoch);
        _assigned.TrySetResult();
        LookAgain();
    }

    // Intake has stopped: finish, commit, release, then let the partitions go.
    private async Task RevokeAsync(ConsumerEvent e)
    {
        await Task.WhenAll(Remove(e.Partitions).Select(t => EndAsync(t, commit: true))).ConfigureAwait(true);
        Log.Revoked(_logger, e.Partitions.Count, e.Epoch, string.Join(", ", e.Partitions.Order()));
        _consumer!.CompleteRebalance(e.Epoch);
        LookAgain();
    }

    private async Task DropAsync(ConsumerEvent e)
    {
        Log.Lost(_logger, e.Partitions.Count, e.Epoch);
        await Task.WhenAll(Remove(e.Partitions).Select(t => EndAsync(t, commit: false))).ConfigureAwait(true);
        LookAgain();
    }

    // The topics of a sub-topology are co-partitioned, and a group moves a partition of all of them at once: a task ends as a whole.
    private List<RunningTask> Remove(IEnumerable<TopicPartition> partitions)
    {
        var ending = new List<RunningTask>();
        foreach (TopicPartition partition in partitions)
        {
            if (!_routes.Remove(partition, out (RunningTask Task, PartitionIntake Intake) route)) continue;
            if (_tasks.TryRemove(route.Task.Task.Id, out RunningTask? running)) ending.Add(running);
        }

        _metrics.AssignedPartitions = _routes.Count;
        return ending;
    }

    private async Task DrainAsync()
    {
        RunningTask[] tasks = [.. _tasks.Values];
        _draining = tasks;
        _tasks.Clear();
        _routes.Clear();
        _metrics.AssignedPartitions = 0;
        await Task.WhenAll(tasks.Select(t => EndAsync(t, commit: true))).ConfigureAwait(true);
        await _waiting.CancelAsync().ConfigureAwait(true);
        if (_consumer is not null) await _consumer.DisposeAsync().ConfigureAwait(true);
    }

    private void CancelHandlers()
    {
        foreach (RunningTask running in _tasks.Values.Concat(_draining)) running.Task.Cancel();
    }

    private async Task WatchAsync(ProcessingTask task)
    {
        try
        {
            await task.Completion.ConfigureAwait(true);
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private void Fail(Exception e)
    {
        if (Interlocked.CompareExchange(ref _failure, e, null) is null) Log.WorkerFailed(_logger, e, _options.ApplicationId, e.Message);
        _wake.Signal();
    }

    private void OnCommitTimer()
    {
        _commitDue = true;
        _wake.Signal();
    }

    // The loop waits for several things at once, so the wait for records is turned into a signal like the others.
    private async void WakeWhenReady()
    {
        _isWaiting = true;
        try
        {
            await _consumer!.WaitAsync(_waiting.Token).ConfigureAwait(true);
        }
        catch (OperationCanceledException) when (_waiting.IsCancellationRequested)
        {
            // The loop has ended.
        }
        catch (Exception e)
        {
            Fail(e);
        }

        _isWaiting = false;
        _wake.Signal();
    }
}
