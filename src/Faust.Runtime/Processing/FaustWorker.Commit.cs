using Faust.Diagnostics;
using Faust.Processing;
using Faust.Transport;

namespace Faust;

// Commits: a task says what it has finished and sends what belongs to it; once the log has that, the offsets follow.
public sealed partial class FaustWorker
{
    private async Task CommitInBackgroundAsync(RunningTask running)
    {
        // A task that is slow to come to an event boundary has one commit waiting for it, not one per interval.
        if (!running.Commit.IsCompleted) return;
        try
        {
            await CommitAsync(running).ConfigureAwait(true);
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    /// <summary>Commits what a task has finished.</summary>
    /// <returns>What was committed; null where the task has ended.</returns>
    private Task<TaskCommit?> CommitAsync(RunningTask running)
    {
        lock (running) return running.Commit = CommitAfterAsync(running.Commit, running.Task.PrepareCommitAsync);
    }

    private async Task<TaskCommit?> CommitAfterAsync(Task before, Func<Task<TaskCommit?>> prepare)
    {
        // Where the log refused what a task sent, no later offset may be committed: it would stand for the records that are missing.
        await before.ConfigureAwait(false);
        long started = _time.GetTimestamp();
        TaskCommit? commit = await prepare().ConfigureAwait(false);
        if (commit is null) return null;
        await commit.Sending.ConfigureAwait(false);
        if (commit.Offsets.Count == 0) return commit;
        try
        {
            await _consumer!.CommitAsync(commit.Offsets).ConfigureAwait(false);
        }
        catch (StaleGenerationException e)
        {
            // The group has given the partitions to another worker, which reads them again from the last commit. The loss is told by the
            // consumer; this commit just did not happen.
            Log.CommitFenced(_logger, e, commit.Offsets.Count);
        }

        _metrics.Committed(_time.GetElapsedTime(started), commit.Entries);
        return commit;
    }

    // A handler that does not listen keeps its task, but not the worker from ending.
    private async Task<TaskCommit> AfterCancellation(RunningTask running, Task<TaskCommit> ending)
    {
        try
        {
            return await ending.WaitAsync(_options.DrainTimeout, _time).ConfigureAwait(true);
        }
        catch (TimeoutException e) when (!ending.IsCompleted)
        {
            throw new TimeoutException($"Task {running.Task.Id} is left behind: a handler did not return {_options.DrainTimeout.TotalSeconds} s after it was cancelled.", e);
        }
    }

    /// <summary>Ends a task behind the event it is at, and commits what it finished.</summary>
    private async Task EndAsync(RunningTask running, bool commit)
    {
        Task<TaskCommit> ending = running.Task.StopAsync(abandon: !commit);
        try
        {
            TaskCommit last;
            try
            {
                last = await ending.WaitAsync(_options.DrainTimeout, _time).ConfigureAwait(true);
            }
            catch (TimeoutException) when (!ending.IsCompleted)
            {
                Log.DrainTimedOut(_logger, running.Task.Id.ToString(), _options.DrainTimeout.TotalSeconds);
                running.Task.Cancel();
                last = await AfterCancellation(running, ending).ConfigureAwait(true);
            }

            if (commit)
            {
                Task<TaskCommit?> done;
                lock (running) done = running.Commit = CommitAfterAsync(running.Commit, () => Task.FromResult<TaskCommit?>(last));
                await done.ConfigureAwait(true);
            }
            else
            {
                // Not left on its way: the partitions may come back to this worker, and what it commits then must not be overwritten.
                await ((Task)running.Commit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }
        catch (Exception e)
        {
            // A failed task commits nothing more: what it finished since its last commit is done again.
            Fail(e);
        }

        if (ending.IsCompleted) await running.Task.DisposeAsync().ConfigureAwait(true);
    }
}
