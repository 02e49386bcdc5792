using System.Buffers.Binary;

namespace Faust.Transport;

/// <summary>The partitioner of Kafka's Java clients, so that the same key lies in the same partition whoever wrote it.</summary>
/// <remarks>MurmurHash2 by Austin Appleby (public domain) with Kafka's seed, 0x9747b28c (org.apache.kafka.common.utils.Utils.murmur2).</remarks>
public static class Murmur2
{
    /// <summary>The partition of a key.</summary>
    /// <param name="key">The key's bytes.</param>
    /// <param name="partitions">How many partitions the topic has, at least 1.</param>
    public static int Partition(ReadOnlySpan<byte> key, int partitions) => (int)((Hash(key) & 0x7fffffff) % (uint)partitions);

    /// <summary>The hash, as Kafka computes it.</summary>
    public static uint Hash(ReadOnlySpan<byte> key)
    {
        const uint m = 0x5bd1e995;
        uint h = 0x9747b28c ^ (uint)key.Length;
        while (key.Length >= 4)
        {
            uint k = BinaryPrimitives.ReadUInt32LittleEndian(key) * m;
            k ^= k >> 24;
            h = (h * m) ^ (k * m);
            key = key[4..];
        }

        switch (key.Length)
        {
            case 3:
                h ^= (uint)key[2] << 16;
                goto case 2;
            case 2:
                h ^= (uint)key[1] << 8;
                goto case 1;
            case 1:
                h = (h ^ key[0]) * m;
                break;
        }

        h = (h ^ (h >> 13)) * m;
        return h ^ (h >> 15);
    }
}
