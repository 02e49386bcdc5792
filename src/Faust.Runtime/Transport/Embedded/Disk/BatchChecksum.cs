using System.Buffers.Binary;
using System.IO.Hashing;

namespace Faust.Transport.Embedded.Disk;

/// <summary>The checksum of a batch: CRC-32 of its header, the checksum taken as 0, and its frames.</summary>
internal static unsafe class BatchChecksum
{
    /// <summary>Writes the checksum of a batch that is otherwise complete.</summary>
    public static void Write(byte* batch, int length)
    {
        var bytes = new Span<byte>(batch, length);
        bytes.Slice(LogBatchHeader.ChecksumAt, sizeof(uint)).Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[LogBatchHeader.ChecksumAt..], Crc32.HashToUInt32(bytes));
    }

    public static uint Read(byte* batch) => BinaryPrimitives.ReadUInt32LittleEndian(new ReadOnlySpan<byte>(batch + LogBatchHeader.ChecksumAt, sizeof(uint)));

    public static bool IsIntact(byte* batch, int length)
    {
        var bytes = new ReadOnlySpan<byte>(batch, length);
        var hash = new Crc32();
        hash.Append(bytes[..LogBatchHeader.ChecksumAt]);
        hash.Append([0, 0, 0, 0]);
        hash.Append(bytes[(LogBatchHeader.ChecksumAt + sizeof(uint))..]);
        return hash.GetCurrentHashAsUInt32() == Read(batch);
    }
}
