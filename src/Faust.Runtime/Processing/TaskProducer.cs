using Faust.Transport;

namespace Faust.Processing;

/// <summary>What a processing task sends, and what of it the log has not acknowledged yet. Used by the task's logical thread alone.</summary>
internal sealed class TaskProducer(IProducer producer)
{
    private List<Task> _pending = [];

    /// <summary>The time of the event in hand, in milliseconds since the Unix epoch: that of what is sent without one.</summary>
    public long Timestamp { get; set; }

    public int MaxRecordBytes => producer.MaxRecordBytes;

    public long SentRecords { get; private set; }

    /// <summary>Sends the batch and clears it.</summary>
    public void Send(ProducerBatch batch)
    {
        SentRecords += batch.Count;
        ValueTask<long> sending = producer.SendAsync(batch);
        batch.Clear();
        if (sending.IsCompletedSuccessfully) _ = sending.Result;
        else _pending.Add(sending.AsTask());
    }

    /// <summary>Completes when the log has all that was sent before the call; fails when it refused some of it.</summary>
    public Task TakePending()
    {
        if (_pending.Count == 0) return Task.CompletedTask;
        List<Task> pending = _pending;
        _pending = [];
        return Task.WhenAll(pending);
    }
}
