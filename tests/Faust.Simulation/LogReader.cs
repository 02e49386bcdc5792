using Faust.Records;
using Faust.Transport;
using Faust.Transport.Embedded;

namespace Faust.Simulation;

/// <summary>Reads the log as it is, past every network.</summary>
internal static class LogReader
{
    /// <summary>The records of a partition from an offset on that a reader sees.</summary>
    public static List<(long Offset, TKey Key, TValue? Value)> Read<TKey, TValue>(
        EmbeddedLog log, string topic, int partition, Func<ReadOnlySpan<byte>, TKey> readKey, Func<ReadOnlySpan<byte>, TValue> readValue,
        long from = 0, IsolationLevel isolation = IsolationLevel.ReadCommitted)
    {
        IConsumer consumer = log.CreateConsumer(new ConsumerSettings { IsolationLevel = isolation });
        consumer.Assign([new TopicPartitionOffset(new TopicPartition(topic, partition), from)]);
        var records = new List<(long Offset, TKey Key, TValue? Value)>();
        while (consumer.Poll() is { Kind: ConsumerEventKind.Records } e)
        {
            using RecordBatch batch = e.Batch!;
            foreach (ref readonly LogRecord record in batch.Records)
            {
                records.Add((record.Offset, readKey(record.Key), record.HasValue ? readValue(record.Value) : default));
            }
        }

        _ = consumer.DisposeAsync().AsTask();
        return records;
    }

    public static List<(long Offset, TKey Key, TValue? Value)> Read<TKey, TValue>(
        EmbeddedLog log, Topic<TKey, TValue> topic, int partition, long from = 0) =>
        Read(log, topic.Name, partition, bytes => topic.ReadKey(bytes, null), bytes => topic.ReadValue(bytes, null), from);

    /// <summary>How many records there are that a reader sees from an offset on.</summary>
    public static bool HasRecords(EmbeddedLog log, TopicPartition partition, long from) =>
        Read(log, partition.Topic, partition.Partition, static _ => 0, static _ => 0, from).Count > 0;

    /// <summary>The group's committed offset; null where there is none.</summary>
    public static Dictionary<TopicPartition, long> Committed(EmbeddedLog log, string group, IReadOnlyCollection<TopicPartition> partitions)
    {
        IConsumer consumer = log.CreateConsumer(new ConsumerSettings { GroupId = group });
        ValueTask<IReadOnlyList<TopicPartitionOffset>> committed = consumer.GetCommittedAsync(partitions);
        var offsets = committed.AsTask().Result.ToDictionary(o => o.TopicPartition, o => o.Offset);
        _ = consumer.DisposeAsync().AsTask();
        return offsets;
    }

    /// <summary>The partition of a key.</summary>
    public static int PartitionOf<TKey, TValue>(Topic<TKey, TValue> topic, TKey key, int partitions)
    {
        var buffer = new ByteBuffer();
        topic.WriteKey(key, buffer);
        return Murmur2.Partition(buffer.WrittenSpan, partitions);
    }
}
