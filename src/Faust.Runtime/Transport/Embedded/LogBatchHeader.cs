using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Faust.Transport.Embedded;

/// <summary>What stands before the frames of each appended batch.</summary>
/// <remarks>
/// Little-endian: base offset (8), records (4), bytes of frames (4), producer id (8), producer epoch (2), flags (2), base sequence (4),
/// checksum (4, see <see cref="Disk.BatchChecksum"/>), bytes of the segment known to be synced (4), time after which tombstones may go (8, 0
/// for none). Checksum and synced bytes are written on disk alone, where they tell a torn tail from damage; the time is compaction's.
/// Offsets inside a batch have no gaps: compaction splits a batch where it takes a record out. The mark of a
/// transaction counts as one record of no bytes.
/// </remarks>
internal readonly struct LogBatchHeader(
    long baseOffset, int records, int frameBytes, long producerId = -1, short epoch = -1, BatchFlags flags = BatchFlags.None, int sequence = -1)
{
    public const int Length = 48;
    public const int ChecksumAt = 32;
    public const int SyncedAt = 36;
    public const int TombstonesUntilAt = 40;
    private const int ProducerIdAt = 16;
    private const int EpochAt = 24;
    private const int FlagsAt = 26;
    private const int SequenceAt = 28;

    public long BaseOffset { get; } = baseOffset;

    public int Records { get; } = records;

    public int FrameBytes { get; } = frameBytes;

    /// <summary>Who wrote the batch; -1 for nobody known.</summary>
    public long ProducerId { get; } = producerId;

    /// <summary>The producer's epoch; of a mark, the one that follows the transaction it ends.</summary>
    public short Epoch { get; } = epoch;

    public BatchFlags Flags { get; } = flags;

    /// <summary>The number of the first record among those that the producer wrote to the partition in this epoch; -1 for a mark.</summary>
    public int Sequence { get; } = sequence;

    /// <summary>When the batch's tombstones may go, in milliseconds since the Unix epoch; 0 where compaction has not seen them.</summary>
    public long TombstonesUntil { get; init; }

    public long NextOffset => BaseOffset + Records;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe LogBatchHeader Read(byte* source)
    {
        var bytes = new ReadOnlySpan<byte>(source, Length);
        return new(
            BinaryPrimitives.ReadInt64LittleEndian(bytes),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[ProducerIdAt..]),
            BinaryPrimitives.ReadInt16LittleEndian(bytes[EpochAt..]),
            (BatchFlags)BinaryPrimitives.ReadInt16LittleEndian(bytes[FlagsAt..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[SequenceAt..]))
        {
            TombstonesUntil = BinaryPrimitives.ReadInt64LittleEndian(bytes[TombstonesUntilAt..]),
        };
    }

    public unsafe void Write(byte* destination)
    {
        var bytes = new Span<byte>(destination, Length);
        bytes.Clear();
        BinaryPrimitives.WriteInt64LittleEndian(bytes, BaseOffset);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], Records);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], FrameBytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[ProducerIdAt..], ProducerId);
        BinaryPrimitives.WriteInt16LittleEndian(bytes[EpochAt..], Epoch);
        BinaryPrimitives.WriteInt16LittleEndian(bytes[FlagsAt..], (short)Flags);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[SequenceAt..], Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[TombstonesUntilAt..], TombstonesUntil);
    }
}
