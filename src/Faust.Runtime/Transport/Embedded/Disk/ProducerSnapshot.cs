using System.Buffers.Binary;
using System.IO.Hashing;

namespace Faust.Transport.Embedded.Disk;

/// <summary>
/// What a partition knew of its producers at an offset, so that a start goes through the headers behind it alone. There is one a partition,
/// of the end of the newest segment that is full and on the disk; where it is missing or damaged, all headers are gone through.
/// </summary>
internal static class ProducerSnapshot
{
    private const int ChecksumLength = 8;

    /// <summary>Called under the partition's lock.</summary>
    public static byte[] Take(long offset, IReadOnlyCollection<ProducerState> producers, IReadOnlyCollection<KeyValuePair<long, AbortedRanges>> aborted)
    {
        var fields = new List<long> { offset, producers.Count };
        foreach (ProducerState producer in producers) producer.Save(fields);
        fields.Add(aborted.Count);
        foreach ((long producerId, AbortedRanges ranges) in aborted)
        {
            fields.Add(producerId);
            ranges.Save(fields);
        }

        byte[] bytes = new byte[ChecksumLength + (fields.Count * sizeof(long))];
        for (int i = 0; i < fields.Count; i++) BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(ChecksumLength + (i * sizeof(long))), fields[i]);
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Crc32.HashToUInt32(bytes.AsSpan(ChecksumLength)));
        return bytes;
    }

    public static void Write(ILogDisk disk, string directory, byte[] snapshot)
    {
        using (IAppendFile file = disk.OpenAppend($"{directory}/{LogPaths.NewProducers}"))
        {
            file.Truncate(0);
            file.Write(0, snapshot);
            file.Sync();
        }

        disk.Rename($"{directory}/{LogPaths.NewProducers}", $"{directory}/{LogPaths.Producers}");
    }

    /// <returns>The offset up to which what was read tells all; 0 where there is no snapshot of this partition as it is.</returns>
    public static long Read(ILogDisk disk, string directory, long end, List<ProducerState> producers, Dictionary<long, AbortedRanges> aborted)
    {
        byte[]? bytes = disk.TryRead($"{directory}/{LogPaths.Producers}");
        if (bytes is null || bytes.Length < ChecksumLength || bytes.Length % sizeof(long) != 0) return 0;
        if (BinaryPrimitives.ReadInt64LittleEndian(bytes) != Crc32.HashToUInt32(bytes.AsSpan(ChecksumLength))) return 0;
        var fields = new Queue<long>(bytes.Length / sizeof(long));
        for (int at = ChecksumLength; at < bytes.Length; at += sizeof(long)) fields.Enqueue(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at)));
        long offset = fields.Dequeue();
        if (offset > end) return 0;
        for (long left = fields.Dequeue(); left > 0; left--) producers.Add(ProducerState.Load(fields));
        for (long left = fields.Dequeue(); left > 0; left--) aborted.Add(fields.Dequeue(), AbortedRanges.Load(fields));
        return offset;
    }
}
