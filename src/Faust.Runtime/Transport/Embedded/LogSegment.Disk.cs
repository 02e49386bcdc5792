using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Faust.Transport.Embedded.Disk;

namespace Faust.Transport.Embedded;

internal sealed unsafe partial class LogSegment
{
    private int _synced;
    private int _checked = int.MaxValue;
    private long? _maxTimestamp;

    public LogSegment(long baseOffset, MappedFile file)
    {
        File = file;
        BaseOffset = baseOffset;
        Capacity = file.Capacity;
        long total = ((Capacity / IndexInterval) + 1L) * sizeof(IndexEntry);
        _native = NativeMemory.Alloc((nuint)total);
        _memory = file.Memory;
        _index = (IndexEntry*)_native;
        GC.AddMemoryPressure(total);
        _allocated = total;
    }

    /// <summary>The file the memory is of; <see langword="null"/> in memory.</summary>
    public MappedFile? File { get; }

    /// <summary>What was known of producers when the segment was full, until it is written down.</summary>
    public byte[]? Producers { get; set; }

    /// <summary>Bytes known to be on the disk.</summary>
    public int Synced => Volatile.Read(ref _synced);

    public int LastBatch => _lastBatch;

    /// <summary>Whether all batches were checked since the file was opened, or written since.</summary>
    public bool IsChecked => Volatile.Read(ref _checked) >= Volatile.Read(ref _length);

    /// <summary>The entries of the index. Of a segment that is not appended to.</summary>
    public ReadOnlySpan<IndexEntry> IndexEntries => new(_index, _indexCount);

    /// <summary>The greatest timestamp of a record, looked for once; of a segment that is not appended to.</summary>
    public long MaxTimestamp => _maxTimestamp ??= FindMaxTimestamp();

    /// <summary>Takes over what an index file says, unseen: the batches are checked when one of them is first read.</summary>
    public void Restore(SegmentIndex index)
    {
        index.Entries.CopyTo(new Span<IndexEntry>(_index, (Capacity / IndexInterval) + 1));
        _indexCount = index.Entries.Length;
        _nextIndexed = index.NextIndexed;
        _lastBatch = index.LastBatch;
        _maxTimestamp = index.MaxTimestamp;
        _length = _synced = index.Length;
        _checked = 0;
    }

    public int NextIndexed => _nextIndexed;

    /// <summary>Takes in the batches that stand behind the last one, up to the first that is not whole.</summary>
    /// <returns>The offset behind the last batch.</returns>
    public long Extend(long next)
    {
        while (IsWhole(_length, next, out LogBatchHeader header))
        {
            Adopt(header);
            _maxTimestamp = null;
            next = header.NextOffset;
        }

        return next;
    }

    /// <summary>Whether a whole batch stands at a place, of offsets from <paramref name="from"/> on.</summary>
    public bool IsWhole(int at, long from, out LogBatchHeader header)
    {
        header = default;
        if (Capacity - at < LogBatchHeader.Length) return false;
        header = LogBatchHeader.Read(_memory + at);
        return header.FrameBytes >= 0 && header.FrameBytes <= Capacity - at - LogBatchHeader.Length && header.Records > 0
            && header.BaseOffset >= from && BatchChecksum.IsIntact(_memory + at, LogBatchHeader.Length + header.FrameBytes);
    }

    /// <summary>Whether a batch of offsets shortly behind <paramref name="from"/> may stand at a place, before anything is summed up.</summary>
    public bool IsPlausible(int at, long from)
    {
        if (Capacity - at < LogBatchHeader.Length) return false;
        LogBatchHeader header = LogBatchHeader.Read(_memory + at);
        return header.Records > 0 && header.BaseOffset >= from && header.BaseOffset - from <= Capacity;
    }

    /// <summary>Bytes that were synced when the batch at a place was written.</summary>
    public int SyncedBefore(int at) =>
        BinaryPrimitives.ReadInt32LittleEndian(new ReadOnlySpan<byte>(_memory + at + LogBatchHeader.SyncedAt, sizeof(int)));

    /// <summary>What stands behind the last batch: nothing, unless a crash or damage left it.</summary>
    public Span<byte> Rest() => new(_memory + _length, Capacity - _length);

    /// <summary>Checks the batches that were taken over unseen.</summary>
    /// <exception cref="TransportException">A batch is damaged.</exception>
    public void Check(TopicPartition partition)
    {
        int length = Volatile.Read(ref _length);
        long next = BaseOffset;
        for (int at = 0; at < length;)
        {
            if (!IsWhole(at, next, out LogBatchHeader header))
            {
                throw new TransportException(
                    $"The file '{LogPaths.Partition(partition)}/{LogPaths.File(BaseOffset, LogPaths.Segment)}' of {partition} is damaged at byte {at} " +
                    $"(offset {next} or later): its records cannot be read. Restore the log's directory from a backup.");
            }

            next = header.NextOffset;
            at += LogBatchHeader.Length + header.FrameBytes;
        }

        Volatile.Write(ref _checked, int.MaxValue);
        GC.KeepAlive(this);
    }

    /// <summary>Brings everything written so far to the disk. One at a time.</summary>
    public void Sync()
    {
        int length = Length;
        if (length == _synced) return;
        File!.Sync();
        Volatile.Write(ref _synced, length);
    }

    /// <summary>The greatest timestamp so far, of a segment that is appended to.</summary>
    public long NewestTimestamp() => FindMaxTimestamp();

    private void Protect(int at, int length)
    {
        BinaryPrimitives.WriteInt32LittleEndian(new Span<byte>(_memory + at + LogBatchHeader.SyncedAt, sizeof(int)), _synced);
        BatchChecksum.Write(_memory + at, length);
    }

    private long FindMaxTimestamp()
    {
        long greatest = -1;
        foreach (LogFrame frame in new LogFrames(this)) greatest = Math.Max(greatest, frame.Timestamp);
        return greatest;
    }
}
