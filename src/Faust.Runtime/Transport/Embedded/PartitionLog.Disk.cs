using System.Collections.Concurrent;
using Faust.Transport.Embedded.Disk;

namespace Faust.Transport.Embedded;

internal sealed partial class PartitionLog
{
    /// <summary>Comes before <see cref="_gate"/>: held by whoever works on the partition's files, which may be long.</summary>
    private readonly Lock _ioGate = new();

    /// <summary>Segments with what is not known to be on the disk, in order.</summary>
    private readonly List<LogSegment> _unsynced = [];
    private bool _namesUnsynced;
    private bool _dirty;

    /// <summary>The recovery point. Only what is before it may get gaps.</summary>
    private long _recovered;

    /// <summary>Takes over what recovery found.</summary>
    public void Restore(LogSegment[] segments, long start, long end)
    {
        _segments = segments;
        if (segments.Length > 0) _unsynced.Add(segments[^1]);
        _start = start;
        _cleaned = files!.Store.Journal.State.Cleaned.GetValueOrDefault(TopicPartition);
        _next = _end = _recovered = end;
        long known = RestoreProducers(end);
        for (int i = 0; i < segments.Length; i++)
        {
            if (i + 1 == segments.Length || segments[i + 1].BaseOffset > known) Track(segments[i], known);
        }

        ForgetAborted();
    }

    /// <returns>The offset from which on headers have more to tell.</returns>
    private long RestoreProducers(long end)
    {
        var producers = new List<ProducerState>();
        var aborted = new Dictionary<long, AbortedRanges>();
        long known = ProducerSnapshot.Read(files!.Store.Disk, files.Path, end, producers, aborted);
        foreach (ProducerState producer in producers) _producers.Add(producer.ProducerId, producer);
        _open.AddRange(producers.Where(p => p.OpenSince >= 0).OrderBy(p => p.OpenSince));
        if (_open.Count > 0) _firstOpen = _open[0].OpenSince;
        if (aborted.Count > 0) _aborted = new ConcurrentDictionary<long, AbortedRanges>(aborted);
        return known;
    }

    private byte[] TakeSnapshot() => ProducerSnapshot.Take(_next, _producers.Values, _aborted is { } aborted ? [.. aborted] : []);

    /// <summary>Goes through the headers from an offset on. What is wrong with one is told when the segment is first read.</summary>
    private unsafe void Track(LogSegment segment, long from)
    {
        files!.Store.RecoveredBytes += segment.Length;
        for (int at = 0; at <= segment.Length - LogBatchHeader.Length;)
        {
            LogBatchHeader header = LogBatchHeader.Read(segment.Memory + at);
            if (header.FrameBytes < 0 || header.FrameBytes > segment.Length - at - LogBatchHeader.Length) return;
            if (header.BaseOffset >= from) Track(header);
            at += LogBatchHeader.Length + header.FrameBytes;
        }
    }

    /// <summary>The producers that are remembered: their latest epoch, and whether a transaction of theirs is open.</summary>
    public List<(long ProducerId, short Epoch, bool IsOpen)> Producers()
    {
        lock (_gate) return [.. _producers.Values.Select(p => (p.ProducerId, p.Epoch, p.OpenSince >= 0)).OrderBy(p => p.ProducerId)];
    }

    /// <summary>Brings to the disk what was appended before the call, and shows it to readers. One call at a time.</summary>
    /// <exception cref="IOException">It is unknown what is on the disk.</exception>
    public void Sync()
    {
        lock (_ioGate)
        {
            if (_deleted) return;
            LogSegment[] segments;
            long next;
            bool names;
            lock (_gate)
            {
                _dirty = false;
                next = _next;
                names = _namesUnsynced;
                _namesUnsynced = false;
                segments = [.. _unsynced];
                // Where readers do not wait for the disk, only what is full is brought there.
                if (!files!.IsSynced && segments.Length > 0) segments = segments[..^1];
            }

            foreach (LogSegment segment in segments) segment.Sync();
            if (names) files.Store.Disk.SyncDirectory(files.Path);
            if (files.IsSynced)
            {
                Volatile.Write(ref _end, next);
                Wake();
            }

            Retire(segments);
        }
    }

    /// <summary>Makes the next start trust all there is.</summary>
    public void Close()
    {
        lock (_ioGate)
        {
            if (_deleted || _segments.Length == 0) return;
            foreach (LogSegment segment in _unsynced)
            {
                segment.Sync();
                files!.WriteIndex(segment, NextOffsetOf(segment));
                segment.File!.Close();
            }

            byte[] snapshot;
            lock (_gate) snapshot = TakeSnapshot();
            ProducerSnapshot.Write(files!.Store.Disk, files.Path, snapshot);
            files.Store.Disk.SyncDirectory(files.Path);
            files.Store.Journal.Append(JournalEntry.Recovered(TopicPartition, _next));
        }
    }

    /// <summary>Full segments that are on the disk need no file any more, and no check at the next start.</summary>
    private void Retire(LogSegment[] synced)
    {
        LogSegment? last = null;
        foreach (LogSegment segment in synced)
        {
            lock (_gate)
            {
                if (_segments.Length == 0 || segment.BaseOffset >= _segments[^1].BaseOffset) break;
                // What was appended between the sync and the roll is the next round's.
                if (segment.Synced < segment.Length) break;
                _unsynced.Remove(segment);
            }

            last = segment;
            try
            {
                files!.WriteIndex(segment, NextOffsetOf(segment));
            }
            catch (IOException)
            {
                // A full disk: the next start reads the segment instead.
            }

            segment.File!.Close();
        }

        if (last is null) return;
        long recovered = NextOffsetOf(last);
        try
        {
            // Of what is on the disk, and stays so.
            if (last.Producers is { } snapshot) ProducerSnapshot.Write(files!.Store.Disk, files.Path, snapshot);
            last.Producers = null;
        }
        catch (IOException)
        {
            // A full disk: the next start goes through more headers instead.
        }

        try
        {
            files!.Store.Journal.Append(JournalEntry.Recovered(TopicPartition, recovered));
            _recovered = recovered;
        }
        catch (TransportException)
        {
            // A full disk: the point moves on with the next segment.
        }
    }

    public void WriteIndex(LogSegment segment) => files!.WriteIndex(segment, NextOffsetOf(segment));

    private unsafe long NextOffsetOf(LogSegment segment) =>
        segment.LastBatch < 0 ? segment.BaseOffset : LogBatchHeader.Read(segment.Memory + segment.LastBatch).NextOffset;

    private LogSegment NewOnDisk(long baseOffset, int capacity)
    {
        LogSegment segment = files!.Create(baseOffset, capacity);
        if (_segments.Length > 0) _segments[^1].Producers = TakeSnapshot();
        _unsynced.Add(segment);
        _namesUnsynced = true;
        if (_unsynced.Count > 1)
        {
            MarkDirty();
            files.Store.Committer.Start();
        }

        return segment;
    }

    private void MarkDirty()
    {
        if (_dirty) return;
        _dirty = true;
        files!.Store.Committer.Add(this);
    }
}
