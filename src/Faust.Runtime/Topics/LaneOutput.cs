using Faust.Transport;

namespace Faust.Topics;

/// <summary>What one handler in a lane sends to one topic. Used by the task's logical thread alone.</summary>
internal sealed class LaneOutput(string topic, int partitions, int maxRecordBytes) : TopicOutput(partitions, maxRecordBytes)
{
    public override long DefaultTimestamp => throw new NotSupportedException("The time is the task's to tell.");

    /// <summary>The partition of the next record without key: the task's outputs take turns whoever sends.</summary>
    public int Next
    {
        get => NextWithoutKey;
        set => NextWithoutKey = value;
    }

    public override void Send<TKey, TValue>(Topic<TKey, TValue> topic, TKey key, TValue value, long timestamp, Headers headers) =>
        Add(topic, key, value, timestamp, headers);

    public override void SendTombstone<TKey, TValue>(Topic<TKey, TValue> topic, TKey key, long timestamp, Headers headers) =>
        AddTombstone(topic, key, timestamp, headers);

    public override ValueTask<RecordMetadata> SendAsync<TKey, TValue>(
        Topic<TKey, TValue> topic, TKey key, TValue value, long timestamp, Headers headers, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The task's output refuses it.");

    public override ValueTask FlushAsync(CancellationToken cancellationToken) => default;

    /// <summary>Adds all of it to the task's batches, in order.</summary>
    public void MoveTo(TaskTopicOutput output)
    {
        for (int partition = 0; partition < Batches.Length; partition++)
        {
            if (Batches[partition] is { Count: > 0 } batch) output.AddAll(partition, batch);
        }
    }

    public void Clear()
    {
        foreach (ProducerBatch? batch in Batches) batch?.Clear();
    }

    // Of many partitions a handler sends to few.
    protected override void OnAdding(int partition) => Batches[partition] ??= new ProducerBatch(new TopicPartition(topic, partition));
}
