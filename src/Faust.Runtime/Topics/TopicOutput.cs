using Faust.Records;
using Faust.Transport;

namespace Faust.Topics;

/// <summary>
/// The way of a topic's records into the log: keys and values are serialized straight into the batch of their partition. Batches go out
/// when they are full, or when whoever owns the output says so.
/// </summary>
internal abstract class TopicOutput
{
    /// <summary>
    /// A batch of this many bytes goes out at once: large enough that the cost of a send is spread thin. A little below 64 KiB, so that the
    /// last record fits into a buffer of 64 KiB and does not make it one of 128, on the large object heap.
    /// </summary>
    protected const int FullBatchBytes = 60 * 1024;

    private readonly ByteBuffer _key = new();
    private readonly int _maxRecordBytes;

    /// <param name="topic">The topic's name.</param>
    /// <param name="partitions">How many partitions it has.</param>
    /// <param name="maxRecordBytes">The most bytes of key, value and headers together that the log takes.</param>
    protected TopicOutput(string topic, int partitions, int maxRecordBytes)
        : this(partitions, maxRecordBytes)
    {
        for (int p = 0; p < partitions; p++) Batches[p] = new ProducerBatch(new TopicPartition(topic, p));
    }

    /// <summary>For outputs that make the batch of a partition in <see cref="OnAdding"/>.</summary>
    protected TopicOutput(int partitions, int maxRecordBytes)
    {
        _maxRecordBytes = maxRecordBytes;
        Batches = new ProducerBatch[partitions];
    }

    /// <summary>The time of a record that has none of its own, in milliseconds since the Unix epoch.</summary>
    public abstract long DefaultTimestamp { get; }

    protected ProducerBatch[] Batches { get; }

    /// <summary>The partition of the next record without key.</summary>
    protected int NextWithoutKey { get; set; }

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

        EndRecord(batch, hasValue: true, headers.Encoded);
        return batch;
    }

    /// <summary>Adds a record without value to the batch of its partition.</summary>
    protected ProducerBatch AddTombstone<TKey, TValue>(Topic<TKey, TValue> topic, TKey key, long timestamp, Headers headers)
    {
        ProducerBatch batch = Begin(topic, key, timestamp);
        EndRecord(batch, hasValue: false, headers.Encoded);
        return batch;
    }

    /// <summary>Called before a record is added to a batch.</summary>
    protected virtual void OnAdding(int partition)
    {
    }

    /// <summary>Ends the record that was begun, or takes it back where the log would not take it.</summary>
    /// <exception cref="RecordTooLargeException">The record is larger than the log takes.</exception>
    protected void EndRecord(ProducerBatch batch, bool hasValue, ReadOnlySpan<byte> headers)
    {
        int bytes = batch.OpenRecordLength + headers.Length;
        if (bytes > _maxRecordBytes)
        {
            // Refused here, where the fault is, and not with the batch, in which the records of other events lie.
            batch.AbandonRecord();
            throw new RecordTooLargeException(
                $"A record for {batch.TopicPartition} has {bytes} bytes; the log takes at most {_maxRecordBytes}.");
        }

        batch.EndRecord(hasValue, headers);
    }

    private ProducerBatch Begin<TKey, TValue>(Topic<TKey, TValue> topic, TKey key, long timestamp)
    {
        if (key is null)
        {
            int next = NextWithoutKey;
            OnAdding(next);
            NextWithoutKey = (next + 1) % Batches.Length;
            Batches[next].BeginRecord(timestamp);
            Batches[next].EndKey(hasKey: false);
            return Batches[next];
        }

        // The key decides on the partition, so it is written before its batch is known.
        _key.Clear();
        topic.WriteKey(key, _key);
        int partition = Batches.Length == 1 ? 0 : Murmur2.Partition(_key.WrittenSpan, Batches.Length);
        OnAdding(partition);
        ProducerBatch batch = Batches[partition];
        batch.BeginRecord(timestamp);
        batch.Buffer.Write(_key.WrittenSpan);
        batch.EndKey();
        return batch;
    }
}
