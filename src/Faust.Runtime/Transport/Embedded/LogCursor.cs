namespace Faust.Transport.Embedded;

/// <summary>A reader's place in a partition. Reading on costs no lookup; <see cref="MoveTo"/> makes the next read look its place up.</summary>
internal struct LogCursor
{
    private LogSegment? _segment;
    private int _position;
    private int _batchEnd;

    /// <summary>The offset of the next record to read.</summary>
    public long Offset { get; private set; }

    public void MoveTo(long offset)
    {
        _segment = null;
        Offset = offset;
    }

    /// <summary>
    /// Fills <paramref name="batch"/> with the records from the cursor on that lie before <paramref name="end"/>, an end offset read from
    /// <paramref name="log"/> before this call; all of one segment. What readers do not see is passed over, also behind the last record.
    /// </summary>
    /// <param name="log">The partition.</param>
    /// <param name="end">Its end, or its last stable offset for a committed reader.</param>
    /// <param name="batch">What to fill; it has no records where the cursor only passed over some.</param>
    /// <param name="maxRecords">The most records.</param>
    /// <param name="maxBytes">The most bytes, unless the first record is larger.</param>
    /// <param name="committed">Whether aborted records are passed over.</param>
    /// <returns>Whether the cursor moved.</returns>
    public unsafe bool Read(PartitionLog log, long end, EmbeddedRecordBatch batch, int maxRecords, int maxBytes, bool committed = false)
    {
        long from = Offset;
        if (!PassUnseen(log, end, committed))
        {
            if (Offset == from) return false;
            batch.Fill(null, 0, 0, Offset);
            return true;
        }

        LogSegment segment = _segment!;
        byte* memory = segment.Memory;
        int length = segment.Length;
        int position = _position;
        int batchEnd = _batchEnd;
        long offset = Offset;
        LogRecord[] records = batch.Array;
        int count = 0;
        int bytes = 0;
        while (count < maxRecords)
        {
            if (position == batchEnd)
            {
                if (position == length) break;
                LogBatchHeader header = LogBatchHeader.Read(memory + position);
                if (header.BaseOffset >= end) break;
                if (header.Flags != BatchFlags.None && log.IsUnseen(header, committed))
                {
                    offset = header.NextOffset;
                    position = batchEnd = position + LogBatchHeader.Length + header.FrameBytes;
                    continue;
                }

                offset = header.BaseOffset;
                position += LogBatchHeader.Length;
                batchEnd = position + header.FrameBytes;
                continue;
            }

            byte* frame = memory + position;
            int frameLength = ProducerBatch.ReadFrame(
                new ReadOnlySpan<byte>(frame, ProducerBatch.FrameHeaderLength),
                out int keyLength,
                out int valueLength,
                out int headersLength,
                out long timestamp);
            // Cannot overflow: the first record alone may be large, and then nothing is added to it.
            int size = frameLength - ProducerBatch.FrameHeaderLength;
            if (count > 0 && (long)bytes + size > maxBytes) break;
            if (count == records.Length) records = batch.Grow(maxRecords);
            byte* key = frame + ProducerBatch.FrameHeaderLength;
            byte* value = key + Math.Max(keyLength, 0);
            records[count++] = new LogRecord(
                offset++, timestamp, key, keyLength, value, valueLength, value + Math.Max(valueLength, 0), headersLength);
            bytes += size;
            position += frameLength;
        }

        _position = position;
        _batchEnd = batchEnd;
        Offset = offset;
        GC.KeepAlive(segment);
        PassUnseen(log, end, committed);
        batch.Fill(count == 0 ? null : segment, count, bytes, Offset);
        return true;
    }

    /// <summary>Moves to the next record that readers see, or to <paramref name="end"/> where there is none before it.</summary>
    /// <returns>Whether there is one.</returns>
    private unsafe bool PassUnseen(PartitionLog log, long end, bool committed)
    {
        while (Settle(log, committed))
        {
            if (_position != _batchEnd) return true;
            LogBatchHeader header = LogBatchHeader.Read(_segment!.Memory + _position);
            GC.KeepAlive(_segment);
            if (header.BaseOffset >= end) break;
            if (header.Flags == BatchFlags.None || !log.IsUnseen(header, committed)) return true;
            _position = _batchEnd = _position + LogBatchHeader.Length + header.FrameBytes;
            Offset = header.NextOffset;
        }

        // All bytes of what lies before the end are there: where nothing more is found, nothing is.
        if (Offset < end) Offset = end;
        return false;
    }

    /// <summary>Finds the segment to read in.</summary>
    private bool Settle(PartitionLog log, bool committed)
    {
        if (_segment is null && !Locate(log, committed)) return false;
        while (_position == _batchEnd && _position == _segment!.Length)
        {
            LogSegment? next = log.FindFollowing(_segment);
            if (next is null) return false;
            // The length is final only once there is a following segment: what was read before may have been short of it.
            if (_position != _segment.Length) return true;
            if (!next.IsChecked) next.Check(log.TopicPartition);
            _segment = next;
            _position = _batchEnd = 0;
        }

        return true;
    }

    private unsafe bool Locate(PartitionLog log, bool committed)
    {
        LogSegment? segment = log.FindSegment(Offset);
        if (segment is null) return false;
        if (!segment.IsChecked) segment.Check(log.TopicPartition);
        int position = segment.FindBatch(Offset);
        int batchEnd = position;
        if (position < segment.Length)
        {
            LogBatchHeader header = LogBatchHeader.Read(segment.Memory + position);
            if (header.BaseOffset < Offset && log.IsUnseen(header, committed))
            {
                position = batchEnd = position + LogBatchHeader.Length + header.FrameBytes;
                Offset = header.NextOffset;
            }
            else if (header.BaseOffset < Offset)
            {
                batchEnd = position + LogBatchHeader.Length + header.FrameBytes;
                position += LogBatchHeader.Length;
                for (long offset = header.BaseOffset; offset < Offset; offset++)
                {
                    position += ProducerBatch.ReadFrame(
                        new ReadOnlySpan<byte>(segment.Memory + position, ProducerBatch.FrameHeaderLength), out _, out _, out _, out _);
                }
            }
        }

        (_segment, _position, _batchEnd) = (segment, position, batchEnd);
        GC.KeepAlive(segment);
        return true;
    }
}
