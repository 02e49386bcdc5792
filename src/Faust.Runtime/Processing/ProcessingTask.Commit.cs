using Faust.Transport;

namespace Faust.Processing;

// Says what is finished, and brings it on its way to the log.
internal sealed partial class ProcessingTask
{
    /// <summary>Brings what is finished on its way to the log, and says which offsets may be committed once it is there.</summary>
    /// <returns>Null where the task has ended: what it left is in <see cref="Completion"/>.</returns>
    public Task<TaskCommit?> PrepareCommitAsync()
    {
        var done = new TaskCompletionSource<TaskCommit?>();
        RunErrand(new Errand(() => PrepareCommitAsync(done), () => done.TrySetResult(null)));
        return done.Task;
    }

    private async ValueTask PrepareCommitAsync(TaskCompletionSource<TaskCommit?> done)
    {
        if (_environment.IsExactlyOnce && !AreLanesEmpty)
        {
            // What finished events have done is committed along with the offsets of all those before them: no event is taken until these are
            // finished too.
            _waitingCommits.Add(done);
            return;
        }

        // Not caught: what cannot be written to the changelog is the task's failure.
        TaskCommit commit;
        try
        {
            // An event that was abandoned may be among those that wait: it is not finished, and nothing of it may be committed.
            if (HoldsSharedEvents && _brokenOff is null && !_isEventAbandoned) await FlushSharedEventsAsync().ConfigureAwait(true);
            commit = PrepareCommit();
        }
        catch
        {
            done.TrySetResult(null);
            throw;
        }

        done.TrySetResult(commit);
    }

    private TaskCommit PrepareCommit()
    {
        TopicPartitionOffset[] positions =
            [.. _sources.Where(s => s.Finished is not null).Select(s => new TopicPartitionOffset(s.Partition, s.Finished!.Value))];
        // What an event has done so far cannot be told from what those before it did: there is nothing to commit until it is finished.
        if (IsMidEvent || HoldsSharedEvents) return TaskCommit.Nothing with { Positions = positions };
        ThrowIfStoreFailed();
        IReadOnlyList<TableChanges> changes = _resources.TakeChanges(_resources.Producer.Timestamp);
        _resources.SendOutputs();
        var offsets = new List<TopicPartitionOffset>();
        foreach (TaskSource source in _sources)
        {
            if (source.Finished is not { } finished || finished == source.Committing) continue;
            source.Committing = finished;
            offsets.Add(new TopicPartitionOffset(source.Partition, finished));
        }

        _uncommitted = 0;
        return new TaskCommit(offsets, positions, _resources.Producer.TakeStaged(), changes, _resources.Producer.TakePending());
    }

    // Of an event that waits in a batch agent's buffer the offset is not committed, but what other agents made of it would be, and a dead
    // letter behind it: exactly-once gives such batches to their agents before each commit.
    private bool HoldsSharedEvents => _environment.IsExactlyOnce && _sources.Exists(static s => s.HoldsSharedEvents);

    private async ValueTask FlushSharedEventsAsync()
    {
        foreach (TaskSource source in _sources)
        {
            if (!source.HoldsSharedEvents) continue;
            _resources.Attempts.BeginEvent();
            try
            {
                await source.Dispatcher.FlushBuffersAsync(all: true).ConfigureAwait(true);
            }
            catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
            {
                AbandonEvent(source);
                return;
            }
            catch (Exception e)
            {
                OnFailure(source, -1, e);
                return;
            }
        }
    }
}
