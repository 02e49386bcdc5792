using Faust.Diagnostics;
using Faust.Processing;
using Faust.Transport;

namespace Faust;

// Commits: a task says what it has finished and goes on; what that brought about reaches the log together with the offsets, or before them.
public sealed partial class FaustWorker
{
    private Task _transaction = Task.CompletedTask;
    private TransactionCommitter? _committer;
    private bool _commitsAgain;

    private void CommitInBackground()
    {
        if (IsExactlyOnce)
        {
            // One that takes longer than the interval has one waiting for it, not one per interval.
            if (_transaction.IsCompleted) _transaction = TransactAsync(_transaction);
            else if (!_commitsAgain) _ = CommitAgainAsync(_transaction);
            return;
        }

        foreach (RunningTask running in _tasks.Values)
        {
            // A task that is slow to come to an event boundary has one commit waiting for it, not one per interval.
            if (running.Commit.IsCompletedSuccessfully) _ = CommitAsync(running);
        }
    }

    private async Task CommitAgainAsync(Task transaction)
    {
        _commitsAgain = true;
        await transaction.ConfigureAwait(true);
        _commitsAgain = false;
        OnCommitTimer();
    }

    /// <summary>Commits what a task has finished by now. Does not fail: a task whose commit does is made again.</summary>
    private async Task CommitNowAsync(RunningTask running)
    {
        if (!IsExactlyOnce)
        {
            await CommitAsync(running).ConfigureAwait(true);
            return;
        }

        // What was asked for before may be older than this call.
        if (running.Prepared is { } earlier) await earlier.ConfigureAwait(true);
        if (running.Prepared is { IsCompleted: true }) await (_transaction = TransactAsync(_transaction)).ConfigureAwait(true);
        if (running.IsEnding) return;
        await (running.Prepared ??= running.Task.PrepareCommitAsync()).ConfigureAwait(true);
        await (_transaction = TransactAsync(_transaction)).ConfigureAwait(true);
    }

    private Task CommitAsync(RunningTask running) => running.Commit = CommitAfterAsync(running.Commit, running, running.Task.PrepareCommitAsync);

    // At-least-once: first what the events brought about, then the offsets.
    private async Task CommitAfterAsync(Task before, RunningTask running, Func<Task<TaskCommit?>> prepare)
    {
        try
        {
            // Where the log refused what a task sent, no later offset may be committed: it would stand for the records that are missing.
            await before.ConfigureAwait(true);
            long started = _time.GetTimestamp();
            // After one that was refused no later one counts: the store would pass over what the refused one wrote.
            if (running.HasLostCommit || await prepare().ConfigureAwait(true) is not { } commit) return;
            await commit.Sending.ConfigureAwait(true);
            // Meanwhile the partitions may have gone to another worker and come back. The group would take the offsets for those of the new
            // holding, and what the other worker had committed would be undone.
            if (IsHeldAnew(running)) return;
            if (commit.Offsets.Count > 0) await _consumer!.CommitAsync(commit.Offsets).ConfigureAwait(true);
            Committed(running, commit, started);
        }
        catch (StaleGenerationException e)
        {
            // The group has given the partitions to another worker, which reads them again from the last commit. The loss is told by the
            // consumer; this commit just did not happen.
            running.HasLostCommit = true;
            Log.CommitFenced(_logger, e, running.Intakes.Count);
            if (!running.IsEnding) OnCommitFailed(running, e);
        }
        catch (Exception e)
        {
            OnCommitFailed(running, e);
            throw;
        }
    }

    // Exactly-once: one transaction for all tasks that are ready. One that is not ready within the interval goes with a later one.
    private async Task TransactAsync(Task before)
    {
        await before.ConfigureAwait(true);
        RunningTask[] running = [.. _tasks.Values.Where(t => !t.IsEnding)];
        foreach (RunningTask task in running) task.Prepared ??= task.Task.PrepareCommitAsync();
        try
        {
            await Task.WhenAll(running.Select(t => t.Prepared!)).WaitAsync(_options.CommitInterval, _time).ConfigureAwait(true);
        }
        catch (TimeoutException)
        {
            // A handler is at work for so long; the others do not wait for it.
        }

        foreach (RunningTask task in running) Collect(task);
        // Those that ended meanwhile commit what they collected with their end, or not at all.
        await TransactAsync([.. running.Where(t => !t.IsEnding)]).ConfigureAwait(true);
    }

    private async Task TransactEndAsync(Task before, IReadOnlyList<RunningTask> ended)
    {
        await before.ConfigureAwait(true);
        await TransactAsync(ended).ConfigureAwait(true);
    }

    private async Task TransactAsync(IReadOnlyList<RunningTask> tasks)
    {
        // What follows a commit that failed stands on what is not in the log: offsets past it would stand for records that are missing.
        RunningTask[] running = [.. tasks.Where(t => t.Collected.Count > 0 && !t.HasLostCommit && !IsHeldAnew(t))];
        if (running.Length == 0) return;
        long started = _time.GetTimestamp();
        // Of each task, in order; what a task hands over meanwhile goes with the next transaction.
        TaskCommit[][] commits = new TaskCommit[running.Length][];
        for (int i = 0; i < running.Length; i++)
        {
            commits[i] = [.. running[i].Collected];
            running[i].Collected.Clear();
        }

        try
        {
            // The standing as of now, when the worker has these tasks: if it loses them meanwhile, it will be refused.
            await _committer!.CommitAsync([.. commits.SelectMany(c => c)], _consumer!.GroupMetadata).ConfigureAwait(true);
        }
        catch (Exception e)
        {
            foreach (RunningTask task in running)
            {
                task.HasLostCommit = true;
                OnCommitFailed(task, e);
            }

            return;
        }

        for (int i = 0; i < running.Length; i++)
        {
            foreach (TaskCommit commit in commits[i])
            {
                Committed(running[i], commit, started);
                foreach (ProducerBatch batch in commit.Outputs) _environment!.Batches.Return(batch);
            }
        }
    }

    private static void Collect(RunningTask running)
    {
        if (running.Prepared is not { IsCompleted: true } prepared) return;
        running.Prepared = null;
        if (prepared.Result is not { } commit) return;
        running.Positions = commit.Positions;
        if (!commit.IsEmpty) running.Collected.Add(commit);
    }

    private void Committed(RunningTask running, TaskCommit commit, long started)
    {
        running.Positions = commit.Positions;
        if (commit.IsEmpty) return;
        _metrics.Committed(_time.GetElapsedTime(started), commit.Entries);
        running.Stores.Add(commit);
        if (running.Stores.FlushAsync() is { IsFaulted: true } failed) OnTaskFailed(running, failed.Exception!.InnerException!, isCounted: true);
    }

    private void OnCommitFailed(RunningTask running, Exception e) => OnTaskFailed(running, e, IsCounted(e));

    // Where the group, another producer or the network stood in the way, nothing is wrong with the task.
    private static bool IsCounted(Exception e) =>
        e is not (StaleGenerationException or ProducerFencedException or TransportException { IsIndefinite: true } or TransportException { IsTransient: true });
}
