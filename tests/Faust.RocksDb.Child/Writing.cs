using System.Buffers.Binary;
using Faust.Storage;
using Faust.Transport;

namespace Faust.RocksDb.Child;

/// <summary>What the process writes: batch n is the same in every life, so that the position alone tells what the store must have.</summary>
internal static class Writing
{
    private const int Keys = 3_000;
    private const int Changes = 200;

    public static StateStoreId Id { get; } = new("app", "killed", 0);

    public static RocksDbOptions Options(string directory) => new()
    {
        Directory = directory,
        // Small, so that much is written to the disk in a short life, and compacted.
        WriteBufferBytes = 1024 * 1024,
        CacheBytes = 1024 * 1024,
        FlushInterval = TimeSpan.FromMilliseconds(100),
    };

    public static ProducerBatch Batch(long number)
    {
        var batch = new ProducerBatch(new TopicPartition("changelog", 0));
        Span<byte> key = stackalloc byte[4];
        Span<byte> value = stackalloc byte[64];
        value.Clear();
        foreach ((int k, bool isRemoved) in ChangesOf(number))
        {
            BinaryPrimitives.WriteInt32BigEndian(key, k);
            BinaryPrimitives.WriteInt64BigEndian(value, number);
            batch.BeginRecord(0);
            batch.Buffer.Write(key);
            batch.EndKey();
            if (!isRemoved) batch.Buffer.Write(value);
            batch.EndRecord(!isRemoved);
        }

        return batch;
    }

    /// <summary>What a store has after so many batches: of each key the number of the batch that wrote it last.</summary>
    public static Dictionary<int, long> Fold(long batches)
    {
        var entries = new Dictionary<int, long>();
        for (long n = 0; n < batches; n++)
        {
            foreach ((int key, bool isRemoved) in ChangesOf(n))
            {
                if (isRemoved) entries.Remove(key);
                else entries[key] = n;
            }
        }

        return entries;
    }

    private static IEnumerable<(int Key, bool IsRemoved)> ChangesOf(long number)
    {
        var random = new Random((int)(number * 7919));
        for (int i = 0; i < Changes; i++) yield return (random.Next(Keys), random.Next(5) == 0);
    }
}
