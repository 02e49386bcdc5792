using System.Runtime.CompilerServices;
using Faust.Diagnostics;
using Faust.Processing;
using Faust.Transport;

namespace Faust;

// Tasks come and go: with rebalances, failures and the worker's end. Nothing here keeps the loop from polling.
public sealed partial class FaustWorker
{
    // The epoch in which each partition is held. What began under another one is out of date.
    private readonly Dictionary<TopicPartition, int> _held = [];
    private readonly Dictionary<TaskId, Task> _ending = [];
    private readonly List<RunningTask> _endingTasks = [];
    private readonly Dictionary<TaskId, Queue<long>> _restarts = [];
    private readonly List<Task> _background = [];
    private readonly CancellationTokenSource _end = new();

    private void Assign(ConsumerEvent e)
    {
        // Records come when the tables are there. The answer does not wait for that: a long restore must not cost the membership.
        _consumer!.Pause(e.Partitions);
        foreach (TopicPartition partition in e.Partitions) _held[partition] = e.Epoch;
        _consumer.CompleteRebalance(e.Epoch);
        Log.Assigned(_logger, e.Partitions.Count, e.Epoch, string.Join(", ", e.Partitions.Order()));
        _metrics.AssignedPartitions = _held.Count;
        foreach (TaskId task in e.Partitions.Select(TaskOf).Distinct())
        {
            var epochs = new Dictionary<TopicPartition, int>();
            foreach (TopicPartition partition in e.Partitions.Where(p => TaskOf(p) == task)) epochs[partition] = e.Epoch;
            Run(StartTaskAsync(task, epochs));
        }

        if (e.Partitions.Count > 0) _hasBeenAssigned = true;
        OnAssignmentChanged();
    }

    // Intake has stopped: finish, commit, release, then let the partitions go.
    private async Task RevokeAsync(ConsumerEvent e)
    {
        List<RunningTask> tasks = Remove(e.Partitions);
        await EndAsync(tasks, commit: true).ConfigureAwait(true);
        // What failed shortly before may still be ending.
        foreach (TaskId id in e.Partitions.Select(TaskOf).Distinct())
        {
            if (_ending.TryGetValue(id, out Task? ending)) await ending.ConfigureAwait(true);
        }

        Log.Revoked(_logger, e.Partitions.Count, e.Epoch, string.Join(", ", e.Partitions.Order()));
        _consumer!.CompleteRebalance(e.Epoch);
        ResumeRest(tasks);
        OnAssignmentChanged();
    }

    private async Task DropAsync(ConsumerEvent e)
    {
        Log.Lost(_logger, e.Partitions.Count, e.Epoch);
        // Those asked for before, whose tasks are still ending, are lost as well: what these finished is another worker's by now.
        foreach (RunningTask running in _endingTasks.Where(t => t.Epochs.Keys.Any(e.Partitions.Contains))) running.HasLostCommit = true;
        List<RunningTask> tasks = Remove(e.Partitions);
        await EndAsync(tasks, commit: false).ConfigureAwait(true);
        ResumeRest(tasks);
        OnAssignmentChanged();
    }

    private void OnAssignmentChanged()
    {
        _standbysDue = true;
        LookAgain();
    }

    // The topics of a sub-topology are co-partitioned, and a group moves a partition of all of them at once, so that a task ends as a whole.
    // A topic that is deleted goes alone: then the task is made again for the rest.
    private List<RunningTask> Remove(IEnumerable<TopicPartition> partitions)
    {
        var ending = new List<RunningTask>();
        foreach (TopicPartition partition in partitions)
        {
            _held.Remove(partition);
            if (!_routes.Remove(partition, out Route route)) continue;
            if (_tasks.TryRemove(new(route.Task.Id, route.Task))) ending.Add(route.Task);
        }

        foreach (RunningTask running in ending) TakeRoutes(running);
        _metrics.AssignedPartitions = _held.Count;
        return ending;
    }

    // Of its partitions nothing comes until they are resumed.
    private void TakeRoutes(RunningTask running)
    {
        var taken = new List<TopicPartition>();
        foreach (TopicPartition partition in running.Epochs.Keys)
        {
            if (!_routes.TryGetValue(partition, out Route route) || route.Task != running) continue;
            _routes.Remove(partition);
            taken.Add(partition);
        }

        if (taken.Count > 0) _consumer!.Pause(taken);
    }

    // Tasks that have ended because they lost a partition, and may have others still.
    private void ResumeRest(List<RunningTask> ended)
    {
        foreach (RunningTask running in ended) Run(ResumeAsync(running.Id, running.Epochs, TimeSpan.Zero));
    }

    private TaskId TaskOf(TopicPartition partition) =>
        new(_topology!.SubTopologies.Single(s => s.Topics.Any(t => t.Name == partition.Topic)).Id, partition.Partition);

    /// <summary>Which of the partitions the worker holds without a break since that epoch, each with its own.</summary>
    private TopicPartition[] StillHeld(Dictionary<TopicPartition, int> epochs)
    {
        var held = new List<TopicPartition>();
        if (_stopRequested || _failure is not null) return [];
        foreach ((TopicPartition partition, int epoch) in epochs)
        {
            if (_held.TryGetValue(partition, out int now) && now == epoch) held.Add(partition);
        }

        held.Sort();
        return [.. held];
    }

    /// <summary>Whether the worker has lost a partition of the task and holds it again: what the task finished was of the earlier holding.</summary>
    private bool IsHeldAnew(RunningTask running) => running.Epochs.Any(e => _held.TryGetValue(e.Key, out int held) && held != e.Value);

    /// <param name="id">The task, which is made unless it is at work.</param>
    /// <param name="epochs">Its partitions, and the epoch in which each was assigned: those that are not held any more are left out.</param>
    private async Task StartTaskAsync(TaskId id, Dictionary<TopicPartition, int> epochs)
    {
        while (_ending.TryGetValue(id, out Task? ending)) await ending.ConfigureAwait(true);
        TaskTables? warm = await TakeStandbyAsync(id).ConfigureAwait(true);
        TopicPartition[] partitions = StillHeld(epochs);
        if (partitions.Length == 0)
        {
            if (warm is not null) await warm.DisposeAsync().ConfigureAwait(true);
            _taking.Remove(id);
            return;
        }

        SubTopology subTopology = _topology!.SubTopologies[id.SubTopology];
        if (!_tasks.TryGetValue(id, out RunningTask? running))
        {
            TaskTables tables;
            try
            {
                tables = warm ?? new TaskTables(id, subTopology, _environment!);
            }
            catch (Exception e)
            {
                // A store that cannot be opened may be held by another process that is about to end.
                _taking.Remove(id);
                if (MayStartAgain(id, e, out TimeSpan delay)) Run(ResumeAsync(id, epochs, delay));
                return;
            }

            running = new RunningTask(new ProcessingTask(id, tables, _environment!, this), _environment!);
            _tasks[id] = running;
            _taking.Remove(id);
            _ = WatchAsync(running);
        }

        foreach (TopicPartition partition in partitions)
        {
            var intake = new PartitionIntake(_consumer!, partition, _options);
            running.Add(intake, epochs[partition]);
            _routes[partition] = new Route(running, intake, epochs[partition]);
        }

        try
        {
            foreach (TopicPartition partition in partitions)
            {
                await running.Task.AddSourceAsync(subTopology, subTopology.Topics.Single(t => t.Name == partition.Topic), _end.Token).ConfigureAwait(true);
            }
        }
        catch (TaskEndedException)
        {
            // Its end tells why.
            return;
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            OnTaskFailed(running, e, isCounted: true);
            return;
        }

        // Had it lost one of the partitions, it would be ending.
        if (running.IsEnding) return;
        running.ReadyPartitions += partitions.Length;
        _consumer!.Resume(partitions);
        _assigned.TrySetResult();
        LookAgain();
    }

    /// <summary>Ends tasks behind the events they are at, and commits what they finished, or abandons it.</summary>
    private Task EndAsync(IReadOnlyList<RunningTask> tasks, bool commit)
    {
        foreach (RunningTask running in tasks)
        {
            running.End();
            _endingTasks.Add(running);
        }

        Task all = EndTogetherAsync(tasks, commit);
        foreach (RunningTask running in tasks) _ending[running.Id] = ForgetAfterAsync(running.Id, all);
        return all;

        async Task ForgetAfterAsync(TaskId id, Task ending)
        {
            try
            {
                await ending.ConfigureAwait(true);
            }
            finally
            {
                _ending.Remove(id);
                _endingTasks.RemoveAll(t => t.Id == id);
            }
        }
    }

    private async Task EndTogetherAsync(IReadOnlyList<RunningTask> tasks, bool commit)
    {
        // Lets the caller note that they are ending.
        await _thread.Yield();
        TaskCommit?[] last = await Task.WhenAll(tasks.Select(t => StopTaskAsync(t, abandon: !commit))).ConfigureAwait(true);
        if (!commit)
        {
            // Not left on its way: the partitions may come back to this worker, and what it commits then must not be overwritten.
            await _transaction.ConfigureAwait(true);
            foreach (RunningTask running in tasks.Where(HasEnded)) await Quietly(running.Commit);
        }
        else if (IsExactlyOnce)
        {
            for (int i = 0; i < tasks.Count; i++)
            {
                if (last[i] is not { } rest) continue;
                Collect(tasks[i]);
                if (!rest.IsEmpty) tasks[i].Collected.Add(rest);
            }

            RunningTask[] ended = [.. tasks.Where((_, i) => last[i] is not null)];
            await (_transaction = TransactEndAsync(_transaction, ended)).ConfigureAwait(true);
        }
        else
        {
            for (int i = 0; i < tasks.Count; i++)
            {
                if (last[i] is not { } rest) continue;
                tasks[i].Commit = CommitAfterAsync(tasks[i].Commit, tasks[i], () => Task.FromResult<TaskCommit?>(rest));
            }

            // Those that failed have told it.
            foreach (RunningTask running in tasks.Where(HasEnded)) await Quietly(running.Commit);
        }

        foreach (RunningTask running in tasks.Where(HasEnded))
        {
            try
            {
                await running.Stores.FlushAsync().ConfigureAwait(true);
            }
            catch (Exception e)
            {
                // Nothing is lost: the store lags, and is brought up to date from the changelog by who opens it next.
                Log.TaskFailedAtEnd(_logger, e, running.Id.ToString(), e.Message);
            }

            try
            {
                await running.Task.DisposeAsync().ConfigureAwait(true);
            }
            catch (Exception e)
            {
                // The other tasks are to be let go of all the same.
                Log.TaskFailedAtEnd(_logger, e, running.Id.ToString(), e.Message);
            }
        }

        // One whose handler never returns is left behind as it is.
        static bool HasEnded(RunningTask running) => running.Task.Completion.IsCompleted;

        static ConfiguredTaskAwaitable Quietly(Task task) =>
            task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    /// <returns>What is left to commit; null where the task failed.</returns>
    private async Task<TaskCommit?> StopTaskAsync(RunningTask running, bool abandon)
    {
        Task<TaskCommit> ending = running.Task.StopAsync(abandon);
        try
        {
            try
            {
                return await ending.WaitAsync(_options.DrainTimeout, _time).ConfigureAwait(true);
            }
            catch (TimeoutException) when (!ending.IsFaulted)
            {
                // It may have ended just now: then it is not late.
                if (ending.IsCompleted) return await ending.ConfigureAwait(true);
                Log.DrainTimedOut(_logger, running.Id.ToString(), _options.DrainTimeout.TotalSeconds);
                running.Task.Cancel();
                return await AfterCancellation(running, ending).ConfigureAwait(true);
            }
        }
        catch (Exception e) when (!ending.IsCompleted || State is FaustWorkerState.Stopping)
        {
            Fail(e);
        }
        catch (Exception e)
        {
            // A failed task commits nothing more: what it finished since its last commit is done again.
            Log.TaskFailedAtEnd(_logger, e, running.Id.ToString(), e.Message);
        }

        return null;
    }

    // A handler that does not listen keeps its task, but not the worker from ending.
    private async Task<TaskCommit> AfterCancellation(RunningTask running, Task<TaskCommit> ending)
    {
        try
        {
            return await ending.WaitAsync(_options.DrainTimeout, _time).ConfigureAwait(true);
        }
        catch (TimeoutException e) when (!ending.IsFaulted)
        {
            if (ending.IsCompleted) return await ending.ConfigureAwait(true);
            throw new TimeoutException($"Task {running.Id} is left behind: a handler did not return {_options.DrainTimeout.TotalSeconds} s after it was cancelled.", e);
        }
    }

    private async Task WatchAsync(RunningTask running)
    {
        try
        {
            await running.Task.Completion.ConfigureAwait(true);
        }
        catch (Exception e)
        {
            OnTaskFailed(running, e, isCounted: IsCounted(e));
        }
    }

    /// <summary>The supervisor: a task that failed is made again from its last commit, as often as its budget allows.</summary>
    private void OnTaskFailed(RunningTask running, Exception e, bool isCounted)
    {
        if (running.IsEnding)
        {
            if (State is FaustWorkerState.Stopping) Fail(e);
            return;
        }

        TimeSpan delay = _options.RestartDelay;
        if (!isCounted) Log.TaskMadeAgain(_logger, e, running.Id.ToString(), e.Message);
        else if (!MayStartAgain(running.Id, e, out delay)) return;
        Run(RestartAsync(running, delay));
    }

    /// <summary>Takes a restart from the task's budget; past it the worker ends.</summary>
    private bool MayStartAgain(TaskId id, Exception e, out TimeSpan delay)
    {
        delay = _options.RestartDelay;
        if (!_restarts.TryGetValue(id, out Queue<long>? restarts)) _restarts[id] = restarts = new Queue<long>();
        while (restarts.Count > 0 && _time.GetElapsedTime(restarts.Peek()) > _options.RestartWindow) restarts.Dequeue();
        if (restarts.Count >= _options.MaxRestarts)
        {
            Fail(e);
            return false;
        }

        delay *= Math.Pow(2, Math.Min(restarts.Count, 10));
        restarts.Enqueue(_time.GetTimestamp());
        Log.TaskRestarts(_logger, e, id.ToString(), delay, restarts.Count, _options.MaxRestarts, e.Message);
        return true;
    }

    private async Task RestartAsync(RunningTask running, TimeSpan delay)
    {
        TakeRoutes(running);
        _tasks.TryRemove(new(running.Id, running));
        await EndAsync([running], commit: false).ConfigureAwait(true);
        await ResumeAsync(running.Id, running.Epochs, delay).ConfigureAwait(true);
    }

    // From what is committed.
    private async Task ResumeAsync(TaskId id, Dictionary<TopicPartition, int> epochs, TimeSpan delay)
    {
        while (true)
        {
            try
            {
                await Task.Delay(delay, _time, _end.Token).ConfigureAwait(true);
                TopicPartition[] partitions = StillHeld(epochs);
                if (partitions.Length == 0) return;
                IReadOnlyList<TopicPartitionOffset> starts = await StartsAsync(partitions).ConfigureAwait(true);
                partitions = StillHeld(epochs);
                foreach (TopicPartitionOffset start in starts)
                {
                    if (Array.IndexOf(partitions, start.TopicPartition) >= 0) _consumer!.Seek(start);
                }

                break;
            }
            catch (OperationCanceledException) when (_end.IsCancellationRequested)
            {
                return;
            }
            catch (TransportException e) when (e.IsIndefinite || e.IsTransient)
            {
                delay = _options.RestartDelay;
                Log.RequestFailed(_logger, e, "where the partitions of a task that is made again are committed", e.Message);
            }
            catch (Exception e)
            {
                // A topic that was deleted, say, and is not told lost yet.
                if (!MayStartAgain(id, e, out delay)) return;
            }
        }

        await StartTaskAsync(id, epochs).ConfigureAwait(true);
    }

    /// <summary>Where the partitions are committed; where they are not, their beginnings.</summary>
    private async Task<IReadOnlyList<TopicPartitionOffset>> StartsAsync(TopicPartition[] partitions)
    {
        var starts = (await _consumer!.GetCommittedAsync(partitions).ConfigureAwait(true)).ToList();
        TopicPartition[] others = [.. partitions.Except(starts.Select(s => s.TopicPartition))];
        if (others.Length == 0) return starts;
        IReadOnlyList<PartitionOffsets> bounds = await _admin!.GetOffsetsAsync(others).ConfigureAwait(true);
        return [.. starts, .. bounds.Select(b => new TopicPartitionOffset(b.TopicPartition, b.Low))];
    }

    /// <summary>Lets something run beside the loop; the worker ends with it where it fails, and not before it.</summary>
    private void Run(Task task)
    {
        _background.RemoveAll(static t => t.IsCompleted);
        _background.Add(WatchedAsync());

        async Task WatchedAsync()
        {
            try
            {
                await task.ConfigureAwait(true);
            }
            catch (Exception e)
            {
                Fail(e);
            }
        }
    }

    /// <param name="Task">The task that reads the partition.</param>
    /// <param name="Intake">Its back-pressure.</param>
    /// <param name="Epoch">The epoch in which the partition is held.</param>
    private readonly record struct Route(RunningTask Task, PartitionIntake Intake, int Epoch);
}
