using System.Buffers.Binary;
using System.IO.Hashing;

namespace Faust.Transport.Embedded.Disk;

/// <summary>
/// What is kept beside a segment, so that opening it need not read it: a part of it from the start, all once it is full, and the index of
/// that part. The checksum of the part's last batch ties it to the file it was made for.
/// </summary>
internal sealed class SegmentIndex
{
    private const int FixedLength = 48;

    public int Length { get; private init; }

    public long NextOffset { get; private init; }

    public int LastBatch { get; private init; }

    public int NextIndexed { get; private init; }

    public long MaxTimestamp { get; private init; }

    public LogSegment.IndexEntry[] Entries { get; private init; } = [];

    public static void Write(ILogDisk disk, string directory, LogSegment segment, long nextOffset)
    {
        ReadOnlySpan<LogSegment.IndexEntry> entries = segment.IndexEntries;
        byte[] bytes = new byte[FixedLength + entries.Length * 16];
        Span<byte> span = bytes;
        BinaryPrimitives.WriteInt32LittleEndian(span[4..], segment.Length);
        BinaryPrimitives.WriteInt64LittleEndian(span[8..], nextOffset);
        BinaryPrimitives.WriteInt32LittleEndian(span[16..], segment.LastBatch);
        BinaryPrimitives.WriteUInt32LittleEndian(span[20..], Fingerprint(segment, segment.LastBatch));
        BinaryPrimitives.WriteInt64LittleEndian(span[24..], segment.MaxTimestamp);
        BinaryPrimitives.WriteInt32LittleEndian(span[32..], segment.NextIndexed);
        BinaryPrimitives.WriteInt64LittleEndian(span[40..], segment.BaseOffset);
        for (int i = 0; i < entries.Length; i++)
        {
            Span<byte> entry = span[(FixedLength + (i * 16))..];
            BinaryPrimitives.WriteInt64LittleEndian(entry, entries[i].Offset);
            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], entries[i].Position);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(span, Crc32.HashToUInt32(span[4..]));
        string temporary = $"{directory}/{LogPaths.File(segment.BaseOffset, LogPaths.NewIndex)}";
        using (IAppendFile file = disk.OpenAppend(temporary))
        {
            file.Truncate(0);
            file.Write(0, bytes);
            file.Sync();
        }

        disk.Rename(temporary, $"{directory}/{LogPaths.File(segment.BaseOffset, LogPaths.Index)}");
    }

    /// <summary>The index of a segment; <see langword="null"/> where it is missing, damaged, or of another file than the one there is.</summary>
    public static SegmentIndex? TryRead(ILogDisk disk, string directory, LogSegment segment)
    {
        byte[]? bytes = disk.TryRead($"{directory}/{LogPaths.File(segment.BaseOffset, LogPaths.Index)}");
        if (bytes is null || bytes.Length < FixedLength || (bytes.Length - FixedLength) % 16 != 0) return null;
        ReadOnlySpan<byte> span = bytes;
        if (BinaryPrimitives.ReadUInt32LittleEndian(span) != Crc32.HashToUInt32(span[4..])) return null;
        var entries = new LogSegment.IndexEntry[(bytes.Length - FixedLength) / 16];
        for (int i = 0; i < entries.Length; i++)
        {
            ReadOnlySpan<byte> entry = span[(FixedLength + (i * 16))..];
            entries[i] = new(BinaryPrimitives.ReadInt64LittleEndian(entry), BinaryPrimitives.ReadInt32LittleEndian(entry[8..]));
        }

        var index = new SegmentIndex
        {
            Length = BinaryPrimitives.ReadInt32LittleEndian(span[4..]),
            NextOffset = BinaryPrimitives.ReadInt64LittleEndian(span[8..]),
            LastBatch = BinaryPrimitives.ReadInt32LittleEndian(span[16..]),
            MaxTimestamp = BinaryPrimitives.ReadInt64LittleEndian(span[24..]),
            NextIndexed = BinaryPrimitives.ReadInt32LittleEndian(span[32..]),
            Entries = entries,
        };
        bool fits = BinaryPrimitives.ReadInt64LittleEndian(span[40..]) == segment.BaseOffset && index.Length <= segment.Capacity
            && (index.LastBatch < 0 || index.LastBatch + LogBatchHeader.Length <= index.Length)
            && Fingerprint(segment, index.LastBatch) == BinaryPrimitives.ReadUInt32LittleEndian(span[20..]);
        return fits ? index : null;
    }

    private static unsafe uint Fingerprint(LogSegment segment, int lastBatch) => lastBatch < 0 ? 0 : BatchChecksum.Read(segment.Memory + lastBatch);
}
