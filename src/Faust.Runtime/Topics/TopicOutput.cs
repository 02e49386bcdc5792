using Faust.Records;
using Faust.Transport;

namespace Faust.Topics;

/// <summary>
/// The way of a topic's records into the log: keys and values are serialized straight into the batch of their partition. Batches go out
/// when they are full, or when whoever owns the output says so.
/// </summary>
internal abstract class TopicOutput
{
    /// <summary>A batch of this many bytes goes out at once: large enough that the cost of a send is spread thin.</summary>
    protected const int FullBatchBytes = 64 * 1024;

    private readonly ByteBuffer _key = new();
    private int _nextWithoutKey;

    protected TopicOutput(string topic, int partitions)
    {
        Batches = new ProducerBatch[partitions];
        for (int p = 0; p < partitions; p++) Batches[p] = new ProducerBatch(new TopicPartition(topic, p));
    }

    /// <summary>The time of a record that has none of its own, in milliseconds since the Unix epoch.</summary>
    public abstract long DefaultTimestamp { get; }

    protected ProducerBatch[] Batches { get; }

    public abstract void Send<TKey, TValue>(Topic<TKey, TValue> topic, TKey key, TValue value, long timestamp, Headers headers);

    public abstract void SendTombstone<TKey, TValue>(Topic<TKey, TValue> topic, TKey key, long timestamp, Headers headers);

    public abstract ValueTask<RecordMetadata> SendAsync<TKey, TValue>(
        Topic<TKey, TValue> topic, TKey key, TValue value, long timestamp, Headers headers, CancellationToken cancellationToken);

    public abstract ValueTask FlushAsync(CancellationToken cancellationToken);

    /// <summary>Adds a record to the batch of its partition.</summary>
    protected ProducerBatch Add<TKey, TValue>(Topic<TKey, TValue> topic, TKey key, TValue value, long timestamp, Headers headers)
    {
        ProducerBatch batch = Begin(topic, key, timestamp);
        try
        {
            topic.WriteValue(value, batch.Buffer);
        }
        catch
        {
            // What a serializer wrote before it failed must not reach the log.
            batch.AbandonRecord();
            throw;
        }

        batch.EndRecord(headers: headers.Encoded);
        return batch;
    }

    /// <summary>Adds a record without value to the batch of its partition.</summary>
    protected ProducerBatch AddTombstone<TKey, TValue>(Topic<TKey, TValue> topic, TKey key, long timestamp, Headers headers)
    {
        ProducerBatch batch = Begin(topic, key, timestamp);
        batch.EndRecord(hasValue: false, headers.Encoded);
        return batch;
    }

    private ProducerBatch Begin<TKey, TValue>(Topic<TKey, TValue> topic, TKey key, long timestamp)
    {
        if (key is null)
        {
            ProducerBatch any = Batches[_nextWithoutKey];
            _nextWithoutKey = (_nextWithoutKey + 1) % Batches.Length;
            any.BeginRecord(timestamp);
            any.EndKey(hasKey: false);
            return any;
        }

        // The key decides on the partition, so it is written before its batch is known.
        _key.Clear();
        topic.WriteKey(key, _key);
        ProducerBatch batch = Batches.Length == 1 ? Batches[0] : Batches[Murmur2.Partition(_key.WrittenSpan, Batches.Length)];
        batch.BeginRecord(timestamp);
        batch.Buffer.Write(_key.WrittenSpan);
        batch.EndKey();
        return batch;
    }
}
