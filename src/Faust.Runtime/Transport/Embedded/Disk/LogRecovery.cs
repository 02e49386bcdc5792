namespace Faust.Transport.Embedded.Disk;

/// <summary>Finds what a log had when it ended, however it ended.</summary>
/// <remarks>
/// Up to the recovery point of the journal everything was on the disk: what is missing there is damage, and the log is not opened. Behind
/// it each batch is checked, and the first that is not whole ends the partition, unless a later one tells that the bytes were synced.
/// </remarks>
internal sealed class LogRecovery(LogStore store)
{
    private ILogDisk Disk => store.Disk;

    /// <summary>Deletes what was given up. Comes first.</summary>
    public void Tidy()
    {
        foreach (string name in Disk.List(""))
        {
            if (name.StartsWith(LogPaths.Deleted, StringComparison.Ordinal)) store.TryDelete(name);
        }

        // A deletion that was decided, or a creation that was not.
        HashSet<string> known = [.. store.Journal.State.Topics.Keys.Select(LogPaths.Topic), LogPaths.Journal];
        foreach (string name in Disk.List("").Where(n => !known.Contains(n) && !n.StartsWith(LogPaths.Deleted, StringComparison.Ordinal)))
        {
            // Files of others are left alone; so is all that has records of a topic the journal does not know to have been deleted.
            if (Disk.List(name).Count > 0) store.GiveUp(name);
        }
    }

    /// <summary>Brings a partition's segments back.</summary>
    public void Recover(PartitionLog log, string directory)
    {
        TopicPartition partition = log.TopicPartition;
        JournalState state = store.Journal.State;
        long recovered = state.RecoveryPoints.GetValueOrDefault(partition);
        long start = state.LogStarts.GetValueOrDefault(partition);
        SegmentSwap.Finish(store, directory);
        long[] bases = [.. Disk.List(directory).Select(n => LogPaths.BaseOffset(n, LogPaths.Segment)).OfType<long>().Order()];
        var segments = new List<LogSegment>();
        long next = bases.Length > 0 ? Math.Min(start, bases[0]) : start;
        long cut = 0;
        bool changed = false;
        bool lost = false;
        for (int i = 0; i < bases.Length; i++)
        {
            long following = i + 1 < bases.Length ? bases[i + 1] : long.MaxValue;
            MappedFile file = Disk.OpenMapped($"{directory}/{LogPaths.File(bases[i], LogPaths.Segment)}");
            // A gap is compaction's before the recovery point, and a loss behind it: nothing is to follow a loss.
            lost |= file.Capacity < LogBatchHeader.Length || (bases[i] > next && recovered < bases[i]);
            if (lost)
            {
                if (bases[i] < recovered) throw Damaged(partition, directory, bases[i], 0);
                cut += file.Capacity;
                file.Close();
                Drop(directory, bases[i]);
                changed = true;
                continue;
            }

            var segment = new LogSegment(bases[i], file);
            next = Fill(partition, directory, segment, recovered, following, ref cut);
            segments.Add(segment);
        }

        if (segments.Count > 0 && segments[^1].BaseOffset > next) next = segments[^1].BaseOffset;
        if (next < recovered) throw Damaged(partition, directory, next, 0);
        if (cut > 0) DiskMessages.TailCut(store.Logger, partition, next, cut);
        // Retention that was interrupted.
        while (segments.Count > 1 && segments[1].BaseOffset <= start)
        {
            segments[0].File!.Close();
            Drop(directory, segments[0].BaseOffset);
            segments.RemoveAt(0);
            changed = true;
        }

        if (changed) Disk.SyncDirectory(directory);
        for (int i = 0; i < segments.Count - 1; i++)
        {
            LogSegment segment = segments[i];
            if (segments[i + 1].BaseOffset > recovered)
            {
                segment.File!.Sync();
                log.WriteIndex(segment);
            }

            segment.File!.Close();
        }

        if (segments.Count > 0) segments[^1].File!.Sync();
        log.Restore([.. segments], Math.Max(start, segments.Count > 0 ? segments[0].BaseOffset : 0), Math.Max(next, start));
    }

    private long Fill(TopicPartition partition, string directory, LogSegment segment, long recovered, long following, ref long cut)
    {
        long next = segment.BaseOffset;
        SegmentIndex? index = SegmentIndex.TryRead(Disk, directory, segment);
        if (index is not null && index.NextOffset <= recovered)
        {
            segment.Restore(index);
            next = index.NextOffset;
        }

        int trusted = segment.Length;
        next = segment.Extend(next);
        if (index is null && following <= recovered && segment.LastBatch >= 0) SegmentIndex.Write(Disk, directory, segment, next);
        // A full segment before the recovery point, taken over as its index has it, is not looked at.
        bool whole = trusted == segment.Length && trusted > 0 && (store.WasClosed || following <= recovered);
        if (whole) return next;
        Span<byte> rest = segment.Rest();
        int used = rest.LastIndexOfAnyExcept((byte)0) + 1;
        if (used == 0) return next;
        if (next < recovered && following > recovered) throw Damaged(partition, directory, segment.BaseOffset, segment.Length);
        if (following <= recovered || WasSynced(segment, next, used)) throw Damaged(partition, directory, segment.BaseOffset, segment.Length);
        // Zeros, so that nothing of it is ever taken for the continuation of what comes here.
        rest[..used].Clear();
        segment.File!.Sync();
        cut += used;
        return next;
    }

    /// <summary>Whether a batch behind the place where the batches end tells that this place was on the disk.</summary>
    private static bool WasSynced(LogSegment segment, long next, int used)
    {
        int length = segment.Length;
        for (int at = length + 1; at < length + used; at++)
        {
            if (segment.IsPlausible(at, next) && segment.IsWhole(at, next, out _) && segment.SyncedBefore(at) > length) return true;
        }

        return false;
    }

    private void Drop(string directory, long baseOffset)
    {
        store.TryDelete($"{directory}/{LogPaths.File(baseOffset, LogPaths.Index)}");
        Disk.Rename($"{directory}/{LogPaths.File(baseOffset, LogPaths.Segment)}", $"{directory}/{LogPaths.File(baseOffset, LogPaths.Deleted)}");
        store.TryDelete($"{directory}/{LogPaths.File(baseOffset, LogPaths.Deleted)}");
    }

    private TransportException Damaged(TopicPartition partition, string directory, long baseOffset, int at) => new(
        $"The file '{directory}/{LogPaths.File(baseOffset, LogPaths.Segment)}' in '{Disk.Description}' is damaged at byte {at}, in what had been " +
        $"brought to the disk: {partition} misses records. Restore the directory from a backup. The log is not opened, so that nothing is lost " +
        "silently.");
}
