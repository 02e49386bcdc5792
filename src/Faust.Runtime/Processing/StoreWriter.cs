using Faust.Storage;
using Faust.Transport;

namespace Faust.Processing;

/// <summary>
/// Brings what is committed to the stores of one task, behind the task's back: commits that come while one is written go in one write, each
/// with the latest position. Made and called on the worker's logical thread; writes on one of its own.
/// </summary>
/// <param name="environment">What all tasks are given.</param>
/// <param name="onWritten">Called when something was written, or could not be, on the writing thread.</param>
internal sealed class StoreWriter(TaskEnvironment environment, Action onWritten)
{
    private readonly LogicalThread _thread = new(environment.Scheduler);
    private readonly Dictionary<TaskTable, (List<ProducerBatch> Batches, long Position, long Generation)> _waiting = [];
    private Task _writing = Task.CompletedTask;
    private Exception? _failure;

    /// <summary>What could not be written; null where all could be. Any thread.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    /// <summary>Takes over what a commit wrote to the changelogs, which the log has by now.</summary>
    public void Add(TaskCommit commit)
    {
        foreach (TableChanges changes in commit.Changes)
        {
            if (changes.Table.Store is null)
            {
                environment.Batches.Return(changes.Batch);
                continue;
            }

            if (!_waiting.TryGetValue(changes.Table, out (List<ProducerBatch> Batches, long Position, long Generation) waiting)) waiting = ([], 0, 0);
            waiting.Batches.Add(changes.Batch);
            _waiting[changes.Table] = (waiting.Batches, changes.Sending!.Result + changes.Batch.Count, changes.Generation);
        }

        if (_waiting.Count > 0 && _writing.IsCompletedSuccessfully) _writing = WriteAsync();
    }

    /// <summary>Completes when everything is written; fails when something cannot be.</summary>
    public Task FlushAsync() => _writing;

    private async Task WriteAsync()
    {
        while (_waiting.Count > 0)
        {
            (TaskTable Table, List<ProducerBatch> Batches, long Position, long Generation)[] all =
                [.. _waiting.Select(w => (w.Key, w.Value.Batches, w.Value.Position, w.Value.Generation))];
            _waiting.Clear();
            await _thread.RunAsync(
                () =>
                {
                    try
                    {
                        foreach ((TaskTable table, List<ProducerBatch> batches, long position, long generation) in all)
                        {
                            table.Store!.Apply(batches, new StateStorePosition(position, environment.Time.GetUtcNow()));
                            table.Shard.OnApplied(generation);
                            foreach (ProducerBatch batch in batches) environment.Batches.Return(batch);
                        }
                    }
                    catch (Exception e)
                    {
                        Volatile.Write(ref _failure, e);
                        throw;
                    }
                    finally
                    {
                        onWritten();
                    }

                    return Task.FromResult(true);
                }).ConfigureAwait(true);
        }
    }
}
