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
        RunErrand(new Errand(Run, () => done.TrySetResult(null)));
        return done.Task;

        ValueTask Run()
        {
            // Not caught: what cannot be written to the changelog is the task's failure.
            TaskCommit commit;
            try
            {
                commit = PrepareCommit();
            }
            catch
            {
                done.TrySetResult(null);
                throw;
            }

            done.TrySetResult(commit);
            return default;
        }
    }

    private TaskCommit PrepareCommit()
    {
        IReadOnlyList<TableChanges> changes = _resources.TakeChanges(_resources.Producer.Timestamp);
        _resources.SendOutputs();
        var offsets = new List<TopicPartitionOffset>();
        var positions = new List<TopicPartitionOffset>();
        foreach (TaskSource source in _sources)
        {
            if (source.Finished is not { } finished) continue;
            var position = new TopicPartitionOffset(source.Partition, finished);
            positions.Add(position);
            if (finished == source.Committing) continue;
            source.Committing = finished;
            offsets.Add(position);
        }

        _uncommitted = 0;
        return new TaskCommit(offsets, positions, _resources.Producer.TakeStaged(), changes, _resources.Producer.TakePending());
    }
}
