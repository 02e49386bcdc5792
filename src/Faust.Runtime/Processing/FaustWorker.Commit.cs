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
        // Its failure is its caller's to report.
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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

    /// <summary>Ends a task behind the event it is at, and commits what it finished.</summary>
    private async Task EndAsync(RunningTask running, bool commit)
    {
        Task<TaskCommit> ending = running.Task.StopAsync();
        try
        {
            TaskCommit last;
            try
            {
                last = await ending.WaitAsync(_options.DrainTimeout, _time).ConfigureAwait(true);
            }
            catch (TimeoutException)
            {
                Log.DrainTimedOut(_logger, running.Task.Id.ToString(), _options.DrainTimeout.TotalSeconds);
                running.Task.Cancel();
                last = await ending.ConfigureAwait(true);
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

        await running.Task.DisposeAsync().ConfigureAwait(true);
    }
}
