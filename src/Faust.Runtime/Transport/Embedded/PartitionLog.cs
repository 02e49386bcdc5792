using Faust.Transport.Embedded.Disk;

namespace Faust.Transport.Embedded;

/// <summary>The records of one partition: a list of segments, appended to under a lock, read without.</summary>
/// <remarks>
/// Segments are not linked: a reader that rests in one that retention has taken out would keep all later ones alive with it.
/// </remarks>
internal sealed partial class PartitionLog(TopicPartition topicPartition, EmbeddedLogOptions options, PartitionFiles? files = null)
{
    private readonly Lock _gate = new();
    private LogSegment[] _segments = [];
    private PartitionReader[] _readers = [];
    private long _start;
    private long _end;

    /// <summary>The offset of the next record appended; behind <see cref="End"/> until what is between is durable.</summary>
    private long _next;
    private volatile bool _deleted;

    public TopicPartition TopicPartition { get; } = topicPartition;

    /// <summary>The oldest offset there is.</summary>
    public long Start => Volatile.Read(ref _start);

    /// <summary>
    /// The offset behind the newest record that readers may see. Its write is what publishes a batch: whoever has read it sees all bytes
    /// and links of the records before it.
    /// </summary>
    public long End => Volatile.Read(ref _end);

    public bool IsDeleted => _deleted;

    /// <summary>Appends whole frames, or finds that they were appended.</summary>
    /// <param name="frames">The frames.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="session">Who writes; <see langword="null"/> for nobody known.</param>
    /// <param name="sequence">The number of the first record among the session's in this partition, or <see cref="NextSequence"/>.</param>
    /// <param name="transactional">Whether the records belong to a transaction.</param>
    /// <param name="begins">Whether the transaction may begin here: its coordinator knows of the partition.</param>
    /// <returns>The offset of the first record; <see cref="Deleted"/> or <see cref="NotBegun"/>.</returns>
    /// <exception cref="TransportException">The epoch is over, or the sequence is not the next; nothing was written.</exception>
    public long Append(
        ReadOnlySpan<byte> frames, int count, ProducerSession? session = null, int sequence = NextSequence, bool transactional = false, bool begins = false)
    {
        long first;
        lock (_gate)
        {
            if (_deleted) return Deleted;
            files?.ThrowIfFailed();
            first = _next;
            LogBatchHeader header;
            if (session is null)
            {
                header = new LogBatchHeader(first, count, frames.Length);
            }
            else
            {
                ProducerState producer = FindProducer(session.ProducerId);
                if (!Admit(producer, session, ref sequence, count, out long repeated)) return repeated;
                if (transactional && !begins && producer.OpenSince < 0) return NotBegun;
                BatchFlags flags = transactional ? BatchFlags.Transactional : BatchFlags.None;
                header = new LogBatchHeader(first, count, frames.Length, session.ProducerId, session.Epoch, flags, sequence);
            }

            Write(header, frames);
        }

        if (files is not { IsSynced: true }) Wake();
        return first;
    }

    /// <summary>The segment that holds <paramref name="offset"/>, or the next offset there is; <see langword="null"/> while empty.</summary>
    public LogSegment? FindSegment(long offset)
    {
        LogSegment[] segments = Volatile.Read(ref _segments);
        return segments.Length == 0 ? null : segments[Math.Max(CountUpTo(segments, offset) - 1, 0)];
    }

    /// <summary>The segment that comes behind another one, which may itself be gone.</summary>
    public LogSegment? FindFollowing(LogSegment segment)
    {
        LogSegment[] segments = Volatile.Read(ref _segments);
        int following = CountUpTo(segments, segment.BaseOffset);
        return following < segments.Length ? segments[following] : null;
    }

    /// <summary>Gives up the records before <paramref name="offset"/>; the memory of segments that lie wholly before it goes.</summary>
    public void AdvanceStart(long offset)
    {
        lock (_gate)
        {
            if (offset <= _start) return;
            Volatile.Write(ref _start, Math.Min(offset, _end));
            LogSegment[] segments = _segments;
            int gone = 0;
            // The last segment stays: it takes the next batch.
            while (gone < segments.Length - 1 && segments[gone + 1].BaseOffset <= _start) gone++;
            if (gone > 0) Volatile.Write(ref _segments, segments[gone..]);
            ForgetAborted();
        }
    }

    /// <summary>Lets go of the records. Batches handed out stay readable.</summary>
    public void Delete()
    {
        lock (_ioGate)
        {
            lock (_gate)
            {
                _deleted = true;
                Volatile.Write(ref _segments, []);
            }
        }

        foreach (PartitionReader reader in Volatile.Read(ref _readers)) reader.OnDeleted();
    }

    public void Attach(PartitionReader reader)
    {
        lock (_gate) Volatile.Write(ref _readers, [.. _readers, reader]);
    }

    public void Detach(PartitionReader reader)
    {
        lock (_gate) Volatile.Write(ref _readers, Array.FindAll(_readers, r => r != reader));
    }

    private static int CountUpTo(LogSegment[] segments, long offset)
    {
        int low = 0;
        int high = segments.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (segments[middle].BaseOffset <= offset) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private void Write(in LogBatchHeader header, ReadOnlySpan<byte> frames)
    {
        int needed = LogBatchHeader.Length + frames.Length;
        LogSegment? last = _segments.Length == 0 ? null : _segments[^1];
        if (last is null || !last.HasRoomFor(needed)) last = Roll(last, header.BaseOffset, needed);
        last.Append(header, frames);
        Track(header);
        _next = header.NextOffset;
        if (files is not { IsSynced: true }) Volatile.Write(ref _end, _next);
        else MarkDirty();
    }

    private void Wake()
    {
        // Between publishing and asking who wants to know: see WakeSignal.
        Interlocked.MemoryBarrier();
        foreach (PartitionReader reader in Volatile.Read(ref _readers)) reader.OnAppended();
    }

    private LogSegment Roll(LogSegment? last, long baseOffset, int needed)
    {
        int grown = last is null ? options.FirstSegmentBytes : (int)Math.Min(options.SegmentBytes, 2L * last.Capacity);
        LogSegment segment = files is null ? new LogSegment(baseOffset, Math.Max(grown, needed)) : NewOnDisk(baseOffset, Math.Max(grown, needed));
        Volatile.Write(ref _segments, [.. _segments, segment]);
        return segment;
    }
}
