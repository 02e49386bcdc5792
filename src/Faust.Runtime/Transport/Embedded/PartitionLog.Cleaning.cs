using Faust.Transport.Embedded.Disk;

namespace Faust.Transport.Embedded;

/// <content>Retention and compaction. One at a time; readers and appends go on.</content>
internal sealed partial class PartitionLog
{
    private long _cleaned;
    private long _lastRoll;
    private long _activeSince;

    /// <summary>Does what the topic's policy asks for now.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="now">Milliseconds since the Unix epoch.</param>
    /// <exception cref="TransportException">The disk is full, or a segment is damaged: nothing is lost by it.</exception>
    public void Clean(TopicPolicy policy, long now)
    {
        if (_deleted || !policy.IsNeeded) return;
        Close(policy, now);
        if (policy.IsDeleted) Retain(policy, now);
        if (policy.IsCompacted) Compact(policy, now);
    }

    /// <summary>Segments that are full, on the disk where there is one, and decided.</summary>
    private LogSegment[] Closed()
    {
        lock (_gate)
        {
            long stable = LastStable;
            LogSegment[] segments = _segments;
            int count = 0;
            while (count < segments.Length - 1 && segments[count + 1].BaseOffset <= stable && IsRetired(segments[count + 1].BaseOffset)) count++;
            return segments[..count];
        }
    }

    private bool IsRetired(long end) => files is null || end <= _recovered;

    /// <summary>Closes the active segment when it is old, so that its records come within reach.</summary>
    private void Close(TopicPolicy policy, long now)
    {
        lock (_gate)
        {
            if (_deleted || _segments.Length == 0 || _segments[^1].Length == 0) return;
            LogSegment last = _segments[^1];
            if (_lastRoll != last.BaseOffset + 1)
            {
                // Seen for the first time: its age counts from here on.
                _lastRoll = last.BaseOffset + 1;
                _activeSince = now;
            }

            bool old = now - _activeSince >= policy.SegmentTime.TotalMilliseconds;
            bool expired = policy is { IsDeleted: true, RetentionTime: { } time } && now - last.NewestTimestamp() > time.TotalMilliseconds;
            if (old || expired) Roll(last, _next, 0);
        }
    }

    private void Retain(TopicPolicy policy, long now)
    {
        LogSegment[] closed = Closed();
        long bytes;
        lock (_gate) bytes = _segments.Sum(s => (long)s.Length);
        long start = Start;
        for (int i = 0; i < closed.Length; i++)
        {
            bool old = policy.RetentionTime is { } time && now - closed[i].MaxTimestamp > time.TotalMilliseconds;
            bool much = policy.RetentionBytes >= 0 && bytes - closed[i].Length >= policy.RetentionBytes;
            if (!old && !much) break;
            bytes -= closed[i].Length;
            start = i + 1 < closed.Length ? closed[i + 1].BaseOffset : FindFollowing(closed[i])!.BaseOffset;
        }

        if (start > Start) Forget(start);
    }

    /// <summary>Gives records up for good.</summary>
    private void Forget(long start)
    {
        lock (_ioGate)
        {
            if (_deleted) return;
            LogSegment[] before = Volatile.Read(ref _segments);
            if (files is not null)
            {
                // On the disk before any file goes, so that none that is left comes back.
                files.Store.Journal.Append(JournalEntry.LogStart(TopicPartition, start));
                files.Store.Journal.Sync();
            }

            AdvanceStart(start);
            if (files is null) return;
            foreach (LogSegment gone in before.Except(Volatile.Read(ref _segments))) files.Drop(gone.BaseOffset);
        }
    }

    private void Compact(TopicPolicy policy, long now)
    {
        LogSegment[] closed = Closed();
        long dirty = closed.Where(s => s.BaseOffset >= _cleaned).Sum(s => (long)s.Length);
        if (dirty == 0 || dirty < policy.DirtyRatio * closed.Sum(s => (long)s.Length)) return;
        var keys = new KeyMap();
        foreach (LogSegment segment in closed)
        {
            if (!segment.IsChecked) segment.Check(TopicPartition);
            foreach (LogFrame frame in new LogFrames(segment))
            {
                if (frame.KeyLength >= 0 && !IsUnseenAt(segment, frame.Batch)) keys.Add(segment, frame);
            }
        }

        foreach (LogSegment segment in closed)
        {
            var compactor = new SegmentCompactor(this, keys, now, policy.TombstoneTime);
            compactor.Read(segment);
            if (compactor.IsChanged && !Replace(segment, compactor)) return;
        }

        _cleaned = FindFollowing(closed[^1])?.BaseOffset ?? _cleaned;
        files?.Store.Journal.Append(JournalEntry.Cleaned(TopicPartition, _cleaned));
    }

    private unsafe bool IsUnseenAt(LogSegment segment, int batch) => IsUnseen(LogBatchHeader.Read(segment.Memory + batch), committed: true);

    /// <summary>Puts what stays of a segment in its place. Who reads in the old one keeps it.</summary>
    private bool Replace(LogSegment segment, SegmentCompactor compactor)
    {
        LogSegment? compacted = null;
        if (compactor.Length > 0)
        {
            compacted = files is null ? new LogSegment(segment.BaseOffset, compactor.Length) : files.Create(segment.BaseOffset, compactor.Length, LogPaths.Cleaned);
            compactor.Write(segment, compacted);
        }

        lock (_ioGate)
        {
            if (_deleted) return false;
            if (compacted is not null) files?.Replace(compacted, NextOffsetOf(compacted));
            else files?.Drop(segment.BaseOffset);
            lock (_gate)
            {
                int at = Array.IndexOf(_segments, segment);
                if (at < 0) return false;
                Volatile.Write(ref _segments, compacted is null ? [.. _segments[..at], .. _segments[(at + 1)..]] : [.. _segments[..at], compacted, .. _segments[(at + 1)..]]);
            }
        }

        return true;
    }
}
