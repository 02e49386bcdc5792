using Faust.Transport;

namespace Faust.Processing;

/// <summary>
/// What a processing task sends. Under at-least-once it goes out at once, and what of it the log has not acknowledged yet is remembered;
/// under exactly-once it is staged: it waits for the task's commit, so that a transaction never holds what belongs to an unfinished event.
/// Used by the task's logical thread alone.
/// </summary>
internal sealed class TaskProducer(TaskEnvironment environment)
{
    private List<Task> _pending = [];
    private List<ProducerBatch> _staged = [];
    private long _stagedBytes;

    /// <summary>The time of the event in hand, in milliseconds since the Unix epoch: that of what is sent without one.</summary>
    public long Timestamp { get; set; }

    /// <summary>Whether the task should hand over what it has staged before it stages more.</summary>
    public bool IsFull => _stagedBytes > 0 && environment.Staged.IsFull;

    /// <summary>The most bytes the log takes for one record.</summary>
    public int MaxRecordBytes => environment.Producer.MaxRecordBytes;

    /// <summary>Takes the batch's records over.</summary>
    /// <returns>The batch to go on with, which is empty.</returns>
    public ProducerBatch Send(ProducerBatch batch)
    {
        if (environment.IsExactlyOnce)
        {
            _staged.Add(batch);
            _stagedBytes += batch.Buffer.Length;
            environment.Staged.Add(batch.Buffer.Length);
            return environment.Batches.Rent(batch.TopicPartition);
        }

        ValueTask<long> sending = environment.Producer.SendAsync(batch);
        batch.Clear();
        if (sending.IsCompletedSuccessfully) _ = sending.Result;
        else _pending.Add(sending.AsTask());
        return batch;
    }

    /// <summary>Takes the records of a changelog over; the batch stays as it is until its commit is done.</summary>
    /// <returns>The offset of the first record, once the log has it; <see langword="null"/> where the batch waits for the commit.</returns>
    public Task<long>? SendChanges(ProducerBatch batch)
    {
        if (environment.IsExactlyOnce) return null;
        Task<long> sending = environment.Producer.SendAsync(batch).AsTask();
        if (!sending.IsCompletedSuccessfully) _pending.Add(sending);
        return sending;
    }

    /// <summary>Completes when the log has all that was sent before the call; fails when it refused some of it.</summary>
    public Task TakePending()
    {
        if (_pending.Count == 0) return Task.CompletedTask;
        List<Task> pending = _pending;
        _pending = [];
        return Task.WhenAll(pending);
    }

    /// <summary>Hands over what waits for the commit.</summary>
    public IReadOnlyList<ProducerBatch> TakeStaged()
    {
        if (_staged.Count == 0) return [];
        List<ProducerBatch> staged = _staged;
        _staged = [];
        environment.Staged.Add(-_stagedBytes);
        _stagedBytes = 0;
        return staged;
    }
}
