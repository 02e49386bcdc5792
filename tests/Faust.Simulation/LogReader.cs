using System.Globalization;
using System.Text;
using Faust.Records;
using Faust.Simulation.Shapes;
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

    /// <summary>Records as agents are given them; those that cannot be decoded too: see <see cref="IsUndecodable"/>.</summary>
    public static List<(long Offset, int Key, Item Value)> ReadItems(EmbeddedLog log, string topic, int partition, long from = 0)
    {
        Topic<int, Item> codec = Catalog.Items[topic];
        return Read(log, topic, partition, b => codec.ReadKey(b, null), b => b[0] == '!' ? ReadUndecodable(b[1..]) : codec.ReadValue(b, null), from);
    }

    /// <summary>What no agent can read.</summary>
    public static byte[] Undecodable(long id) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"!{id}"));

    public static bool IsUndecodable(Item item) => item.From == "!";

    /// <summary>Where each dead letter of a partition came from, and which agent failed on it; null where it could not be decoded.</summary>
    public static List<(string? Agent, TopicPartition From, long Offset)> ReadDeadLetters(EmbeddedLog log, TopicPartition partition)
    {
        IConsumer consumer = log.CreateConsumer(new ConsumerSettings());
        consumer.Assign([new TopicPartitionOffset(partition, 0)]);
        var letters = new List<(string?, TopicPartition, long)>();
        while (consumer.Poll() is { Kind: ConsumerEventKind.Records } e)
        {
            using RecordBatch batch = e.Batch!;
            foreach (ref readonly LogRecord record in batch.Records)
            {
                var headers = new Dictionary<string, string>(StringComparer.Ordinal);
                ReadOnlySpan<byte> encoded = record.Headers;
                while (RecordHeaders.TryRead(ref encoded, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value, out _))
                {
                    headers[Encoding.UTF8.GetString(name)] = Encoding.UTF8.GetString(value);
                }

                letters.Add((
                    headers.GetValueOrDefault("__faust.errors.agent"),
                    new TopicPartition(headers["__faust.errors.topic"], int.Parse(headers["__faust.errors.partition"], CultureInfo.InvariantCulture)),
                    long.Parse(headers["__faust.errors.offset"], CultureInfo.InvariantCulture)));
            }
        }

        _ = consumer.DisposeAsync().AsTask();
        return letters;
    }

    private static Item ReadUndecodable(ReadOnlySpan<byte> id) => new(0, "!", 0, long.Parse(id, CultureInfo.InvariantCulture));

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
