using Faust.Processing;
using Faust.Transport;

namespace Faust.Topics;

/// <summary>The output of a topic inside a processing task: only the task's logical thread uses it.</summary>
internal sealed class TaskTopicOutput(string topic, int partitions, TaskProducer producer) : TopicOutput(topic, partitions)
{
    public override long DefaultTimestamp => producer.Timestamp;

    public override void Send<TKey, TValue>(Topic<TKey, TValue> topic, TKey key, TValue value, long timestamp, Headers headers)
    {
        SendIfFull(Add(topic, key, value, timestamp, headers));
    }

    public override void SendTombstone<TKey, TValue>(Topic<TKey, TValue> topic, TKey key, long timestamp, Headers headers)
    {
        SendIfFull(AddTombstone(topic, key, timestamp, headers));
    }

    public override ValueTask<RecordMetadata> SendAsync<TKey, TValue>(
        Topic<TKey, TValue> topic, TKey key, TValue value, long timestamp, Headers headers, CancellationToken cancellationToken) =>
        throw new InvalidOperationException(
            $"An agent cannot wait for a record of topic '{topic.Name}' to be written: it is written with the agent's task. Use Send.");

    public override ValueTask FlushAsync(CancellationToken cancellationToken) => default;

    /// <summary>Sends what is left in the batches.</summary>
    public void SendAll()
    {
        for (int i = 0; i < Batches.Length; i++)
        {
            if (Batches[i].Count > 0) Batches[i] = producer.Send(Batches[i]);
        }
    }

    private void SendIfFull(ProducerBatch batch)
    {
        if (batch.Buffer.Length >= FullBatchBytes) Batches[batch.TopicPartition.Partition] = producer.Send(batch);
    }
}
