using System.Buffers.Binary;
using Faust.Testing.Simulation;
using Faust.Transport;
using Faust.Transport.Embedded;
using Microsoft.Extensions.Time.Testing;

namespace Faust.Testing.Disk;

/// <summary>A log on a virtual disk, and what tests do with it.</summary>
internal sealed class DiskLog
{
    public static readonly EmbeddedLogOptions Small = new() { FirstSegmentBytes = 1024, SegmentBytes = 4096 };

    public DiskLog(Steps steps, VirtualDisk disk, EmbeddedLogOptions? options = null, FakeTimeProvider? time = null)
    {
        Steps = steps;
        Disk = disk;
        Log = new EmbeddedLog(time ?? new FakeTimeProvider(), options ?? Small, disk, steps.Scheduler);
        Producer = Log.CreateProducer(new ProducerSettings());
        Admin = Log.CreateAdmin();
    }

    public Steps Steps { get; }

    public VirtualDisk Disk { get; }

    public EmbeddedLog Log { get; }

    public IProducer Producer { get; }

    public IAdmin Admin { get; }

    public void Create(string topic, int partitions = 1, params (string Key, string Value)[] configuration) => Steps.Await(Admin.CreateTopicsAsync(
        [new TopicSpecification(topic, partitions) { Configuration = configuration.ToDictionary(c => c.Key, c => c.Value) }]));

    /// <summary>A batch of records whose values are numbers, each in as many bytes as the number tells.</summary>
    public static ProducerBatch Numbers(TopicPartition partition, int first, int count)
    {
        var batch = new ProducerBatch(partition);
        for (int i = first; i < first + count; i++) batch.Add(i, Key(i), Value(i));
        return batch;
    }

    public static byte[] Key(int number) => BitConverter.GetBytes(number * 31);

    public static byte[] Value(int number)
    {
        byte[] value = new byte[4 + (number * 7919 % 300)];
        value.AsSpan().Fill((byte)number);
        BinaryPrimitives.WriteInt32LittleEndian(value, number);
        return value;
    }

    /// <summary>All records of a partition that readers see: offset, key, value (null for tombstones), headers, timestamp.</summary>
    public static List<(long Offset, byte[] Key, byte[]? Value, byte[] Headers, long Timestamp)> ReadAll(EmbeddedLog log, TopicPartition partition)
    {
        var records = new List<(long, byte[], byte[]?, byte[], long)>();
        PartitionLog found = log.GetPartition(partition);
        IConsumer consumer = log.CreateConsumer(new ConsumerSettings { MaxBatchRecords = 7 });
        consumer.Assign([new TopicPartitionOffset(partition, found.Start)]);
        for (ConsumerEvent next = consumer.Poll(); next.Kind == ConsumerEventKind.Records; next = consumer.Poll())
        {
            using RecordBatch batch = next.Batch!;
            foreach (ref readonly LogRecord r in batch.Records)
            {
                records.Add((r.Offset, r.Key.ToArray(), r.HasValue ? r.Value.ToArray() : null, r.Headers.ToArray(), r.Timestamp));
            }
        }

        return records;
    }

    /// <summary>The numbers of a partition written by <see cref="Numbers"/>, each checked to be whole.</summary>
    public static List<int> ReadNumbers(EmbeddedLog log, TopicPartition partition)
    {
        var numbers = new List<int>();
        foreach ((long offset, byte[] key, byte[]? value, _, long timestamp) in ReadAll(log, partition))
        {
            int number = BinaryPrimitives.ReadInt32LittleEndian(value);
            Assert.Equal(Value(number), value);
            Assert.Equal(Key(number), key);
            Assert.Equal(number, timestamp);
            numbers.Add(number);
        }

        return numbers;
    }
}
