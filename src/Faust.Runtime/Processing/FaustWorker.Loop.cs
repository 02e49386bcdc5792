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
    private readonly Dictionary<TopicPartition, Route> _routes = [];
    private readonly CancellationTokenSource _waiting = new();
    private volatile RunningTask[] _draining = [];
    private volatile bool _commitDue;
    private volatile bool _isWaiting;

    void ITaskObserver.OnProcessed(ProcessingTask task, TopicPartition partition, int records) => _metrics.Processed(partition.Topic, records);

    void ITaskObserver.OnFinished(ProcessingTask task, RecordBatch batch) => task.Running!.IntakeOf(batch.TopicPartition).Remove(batch.Count, batch.SizeInBytes);

    void ITaskObserver.OnCommitDue(ProcessingTask task) => OnCommitTimer();

    void ITaskObserver.OnRestoring(RestoreProgress progress)
    {
        _metrics.Restoring(progress);
        RestoreProgressed?.Invoke(this, progress);
    }

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
            using ITimer standbyTimer = _time.CreateTimer(
                _ => OnStandbyTimer(), null, StandbyInterval, _options.StandbyReplicas == 0 ? Timeout.InfiniteTimeSpan : StandbyInterval);
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
                CommitInBackground();
            }

            UpdateStandbys();
            if (_preferDue) Prefer();
            ConsumerEvent e = await NextAsync().ConfigureAwait(true);
            switch (e.Kind)
            {
                case ConsumerEventKind.Records:
                    Deliver(e.Batch!);
                    if (polls % PollsPerTurn == 0) await _thread.Yield();
                    break;
                case ConsumerEventKind.Assigned:
                    Assign(e);
                    break;
                case ConsumerEventKind.Revoked:
                    Run(RevokeAsync(e));
                    break;
                case ConsumerEventKind.Lost:
                    Run(DropAsync(e));
                    break;
                default:
                    if (!_isWaiting) WakeWhenReady();
                    await _wake.WaitAsync().ConfigureAwait(true);
                    break;
            }
        }
    }

    private async ValueTask<ConsumerEvent> NextAsync()
    {
        try
        {
            return _consumer!.Poll();
        }
        catch (TransportException e) when (e.IsTransient)
        {
            Log.PollFailed(_logger, e, e.Message);
            await Task.Delay(_options.RestartDelay, _time).ConfigureAwait(true);
            return ConsumerEvent.None;
        }
    }

    private void Deliver(RecordBatch batch)
    {
        if (!_routes.TryGetValue(batch.TopicPartition, out Route route) || route.Epoch != batch.Epoch)
        {
            // Read under an epoch that is over: whoever holds the partition reads it again from its commit.
            batch.Dispose();
            return;
        }

        _metrics.Consumed(batch.TopicPartition.Topic, batch.Count);
        route.Intake.Add(batch);
        route.Task.Task.Enqueue(batch);
    }

    private async Task DrainAsync()
    {
        RunningTask[] tasks = [.. _tasks.Values];
        _draining = tasks;
        _tasks.Clear();
        _routes.Clear();
        _held.Clear();
        _metrics.AssignedPartitions = 0;
        _end.Cancel();
        try
        {
            await EndAsync(tasks, commit: true).ConfigureAwait(true);
            while (_background.Find(static t => !t.IsCompleted) is { } other) await other.ConfigureAwait(true);
            await EndStandbysAsync().ConfigureAwait(true);
            if (_committer is not null) await _committer.DisposeAsync().ConfigureAwait(true);
        }
        finally
        {
            // Whatever went wrong, the group is left: a member that only waits would keep its partitions.
            _waiting.Cancel();
            if (_consumer is not null) await _consumer.DisposeAsync().ConfigureAwait(true);
        }
    }

    private void CancelHandlers()
    {
        foreach (RunningTask running in _tasks.Values.Concat(_draining)) running.Task.Cancel();
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
