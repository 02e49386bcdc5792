namespace Faust.Transport.Embedded;

/// <summary>What of a segment stays when it is compacted.</summary>
/// <remarks>
/// Records of committed transactions become plain ones, so that neither they nor recovery need the mark any more, which goes. That is safe
/// as long as segments are compacted in the order of their offsets: a mark lies behind all records of its transaction.
/// </remarks>
internal sealed class SegmentCompactor(PartitionLog log, KeyMap keys, long now, TimeSpan tombstoneTime)
{
    private readonly List<(LogBatchHeader Header, int At)> _runs = [];

    /// <summary>Bytes that stay.</summary>
    public int Length { get; private set; }

    /// <summary>Whether anything is other than before.</summary>
    public bool IsChanged { get; private set; }

    public unsafe void Read(LogSegment segment)
    {
        for (int at = 0; at < segment.Length;)
        {
            LogBatchHeader header = LogBatchHeader.Read(segment.Memory + at);
            if (log.IsUnseen(header, committed: true)) IsChanged = true;
            else ReadBatch(segment, header, at);
            at += LogBatchHeader.Length + header.FrameBytes;
        }

        GC.KeepAlive(segment);
    }

    public unsafe void Write(LogSegment from, LogSegment to)
    {
        foreach ((LogBatchHeader header, int at) in _runs) to.Append(header, new ReadOnlySpan<byte>(from.Memory + at, header.FrameBytes));
        GC.KeepAlive(from);
    }

    private unsafe void ReadBatch(LogSegment segment, in LogBatchHeader header, int at)
    {
        if (header.Flags != BatchFlags.None) IsChanged = true;
        int position = at + LogBatchHeader.Length;
        int runAt = position;
        int records = 0;
        bool tombstones = false;
        for (int i = 0; i < header.Records; i++)
        {
            int length = ProducerBatch.ReadFrame(
                new ReadOnlySpan<byte>(segment.Memory + position, ProducerBatch.FrameHeaderLength), out int keyLength, out int valueLength, out _, out long timestamp);
            var frame = new LogFrame(header.BaseOffset + i, at, position, length, keyLength, valueLength, timestamp);
            bool expired = valueLength < 0 && header.TombstonesUntil > 0 && header.TombstonesUntil <= now;
            if (keyLength >= 0 && !expired && keys.IsLast(segment, frame))
            {
                if (records++ == 0) runAt = position;
                tombstones |= valueLength < 0;
            }
            else
            {
                IsChanged = true;
                End(header, i, runAt, position, ref records, ref tombstones);
            }

            position += length;
        }

        End(header, header.Records, runAt, position, ref records, ref tombstones);
    }

    private void End(in LogBatchHeader header, int end, int runAt, int position, ref int records, ref bool tombstones)
    {
        if (records == 0) return;
        int first = end - records;
        int sequence = header.Sequence < 0 ? header.Sequence : ProducerState.Following(header.Sequence, first);
        long until = tombstones ? Until(header) : 0;
        if (until != header.TombstonesUntil) IsChanged = true;
        _runs.Add((
            new LogBatchHeader(header.BaseOffset + first, records, position - runAt, header.ProducerId, header.Epoch, BatchFlags.None, sequence)
            {
                TombstonesUntil = until,
            },
            runAt));
        Length += LogBatchHeader.Length + position - runAt;
        records = 0;
        tombstones = false;
    }

    /// <summary>A reader that began before has this long to see that the key was deleted.</summary>
    private long Until(in LogBatchHeader header)
    {
        if (header.TombstonesUntil > 0) return header.TombstonesUntil;
        double until = now + tombstoneTime.TotalMilliseconds;
        return until >= long.MaxValue ? long.MaxValue : Math.Max((long)until, 1);
    }
}
