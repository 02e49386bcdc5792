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
    private List<Write> _waiting = [];
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

            Write write = WriteOf(changes.Table);
            write.Batches.Add(changes.Batch);
            write.Position = changes.Sending!.Result + changes.Batch.Count;
            write.Generation = changes.Generation;
        }

        if (_waiting.Count > 0 && _writing.IsCompletedSuccessfully) _writing = WriteAsync();
    }

    /// <summary>Completes when everything is written; fails when something cannot be.</summary>
    public Task FlushAsync() => _writing;

    private async Task WriteAsync()
    {
        while (_waiting.Count > 0)
        {
            List<Write> all = _waiting;
            _waiting = [];
            await _thread.RunAsync(
                () =>
                {
                    try
                    {
                        foreach (Write write in all)
                        {
                            write.Table.Store!.Apply(write.Batches, new StateStorePosition(write.Position, environment.Time.GetUtcNow()));
                            write.Table.Shard.OnApplied(write.Generation);
                            foreach (ProducerBatch batch in write.Batches) environment.Batches.Return(batch);
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

    private Write WriteOf(TaskTable table)
    {
        foreach (Write waiting in _waiting)
        {
            if (ReferenceEquals(waiting.Table, table)) return waiting;
        }

        var write = new Write(table);
        _waiting.Add(write);
        return write;
    }

    /// <summary>What goes to a table's store in one write: of one commit or of several.</summary>
    private sealed class Write(TaskTable table)
    {
        public TaskTable Table { get; } = table;

        public List<ProducerBatch> Batches { get; } = [];

        /// <summary>The changelog offset behind the last of them.</summary>
        public long Position { get; set; }

        /// <summary>The shard's generation that the last of them is.</summary>
        public long Generation { get; set; }
    }
}
