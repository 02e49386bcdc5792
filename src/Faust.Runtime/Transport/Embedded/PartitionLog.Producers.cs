using System.Collections.Concurrent;

namespace Faust.Transport.Embedded;

/// <content>Who writes: sequences, open transactions, the last stable offset, what was aborted.</content>
internal sealed partial class PartitionLog
{
    /// <summary>The sequence of a call that cannot be repeated or overtaken: the one that follows, whichever it is.</summary>
    public const int NextSequence = -1;

    /// <summary>The answer of <see cref="Append"/> where the topic is deleted.</summary>
    public const long Deleted = -1;

    /// <summary>The answer of <see cref="Append"/> where the producer has no open transaction in this partition.</summary>
    public const long NotBegun = -2;

    /// <summary>
    /// How many producers are remembered, those with open transactions aside. Only a repeated request that is older than the last batches
    /// of all these would not be known for what it is.
    /// </summary>
    private const int RememberedProducers = 4096;

    private readonly Dictionary<long, ProducerState> _producers = [];

    /// <summary>Those with an open transaction, in the order of its first offset here.</summary>
    private readonly List<ProducerState> _open = [];

    /// <summary>By producer id; <see langword="null"/> while nothing was aborted.</summary>
    private ConcurrentDictionary<long, AbortedRanges>? _aborted;
    private ProducerState? _lastProducer;
    private long _firstOpen = long.MaxValue;

    /// <summary>The offset up to which committed readers may read: everything before it is decided.</summary>
    /// <remarks>
    /// Read without lock. A transaction's first offset is written before the <see cref="End"/> behind it, and read after it, so that no
    /// reader passes it. When a transaction ends, its abort is noted before the first open offset moves on.
    /// </remarks>
    public long LastStable
    {
        get
        {
            long end = End;
            return Math.Min(end, Volatile.Read(ref _firstOpen));
        }
    }

    /// <summary>Whether readers pass over a batch, which lies before the end offset they read to.</summary>
    public bool IsUnseen(in LogBatchHeader header, bool committed) =>
        (header.Flags & BatchFlags.Control) != 0 ||
        (committed && (header.Flags & BatchFlags.Transactional) != 0 && Volatile.Read(ref _aborted) is { } aborted &&
            aborted.TryGetValue(header.ProducerId, out AbortedRanges? ranges) && ranges.Contains(header.BaseOffset));

    /// <summary>Ends the producer's transaction here with a mark, and refuses from now on what comes with an earlier epoch.</summary>
    /// <param name="producerId">The producer.</param>
    /// <param name="epoch">The epoch that follows the transaction.</param>
    /// <param name="commit">Whether it was committed.</param>
    public void EndTransaction(long producerId, short epoch, bool commit)
    {
        lock (_gate)
        {
            // A mark that is there already is one that is written again after a restart.
            if (_deleted || FindProducer(producerId).Epoch >= epoch) return;
            BatchFlags flags = BatchFlags.Transactional | BatchFlags.Control | (commit ? BatchFlags.Commit : BatchFlags.None);
            Write(new LogBatchHeader(_next, 1, 0, producerId, epoch, flags), default);
        }

        if (files is not { IsSynced: true }) Wake();
    }

    /// <summary>
    /// Takes note of who wrote a batch: all that is known of producers and transactions follows from the headers, in their order. Called
    /// for each batch before <see cref="End"/> passes it; a log that is opened again calls it for those it finds.
    /// </summary>
    private void Track(in LogBatchHeader header)
    {
        if (header.ProducerId < 0) return;
        ProducerState producer = FindProducer(header.ProducerId);
        if ((header.Flags & BatchFlags.Control) != 0)
        {
            if (producer.OpenSince >= 0)
            {
                if ((header.Flags & BatchFlags.Commit) == 0) NoteAborted(producer, header.BaseOffset);
                _open.Remove(producer);
            }

            producer.Ended(header);
            Volatile.Write(ref _firstOpen, _open.Count == 0 ? long.MaxValue : _open[0].OpenSince);
            return;
        }

        producer.Wrote(header);
        if ((header.Flags & BatchFlags.Transactional) == 0 || producer.OpenSince >= 0) return;
        producer.Begin(header.BaseOffset);
        _open.Add(producer);
        if (_open.Count == 1) Volatile.Write(ref _firstOpen, header.BaseOffset);
    }

    /// <summary>Whether the batch is to be written; not where it was already.</summary>
    private bool Admit(ProducerState producer, ProducerSession session, ref int sequence, int count, out long repeated)
    {
        repeated = -1;
        if (session.Epoch < producer.Epoch)
        {
            throw new ProducerFencedException(
                $"{TopicPartition} has seen epoch {producer.Epoch} of producer {session.ProducerId}: epoch {session.Epoch} is over, and nothing was written.");
        }

        int expected = session.Epoch == producer.Epoch ? producer.NextSequence : 0;
        if (sequence == NextSequence) sequence = expected;
        if (sequence == expected) return true;
        if (producer.WasAppended(session.Epoch, sequence, count, out repeated)) return false;
        throw new TransportException(
            $"{TopicPartition} expects sequence {expected} of {session} and got {sequence}: a batch before it is missing, or it came long ago.");
    }

    private ProducerState FindProducer(long id)
    {
        if (_lastProducer is { } last && last.ProducerId == id) return last;
        if (!_producers.TryGetValue(id, out ProducerState? found))
        {
            if (_producers.Count >= RememberedProducers + _open.Count) ForgetIdle();
            _producers.Add(id, found = new ProducerState(id));
        }

        return _lastProducer = found;
    }

    private void ForgetIdle()
    {
        ProducerState[] idle = [.. _producers.Values.Where(p => p.OpenSince < 0).OrderBy(p => p.LastOffset).Take(RememberedProducers / 2)];
        foreach (ProducerState producer in idle) _producers.Remove(producer.ProducerId);
        _lastProducer = null;
    }

    private void NoteAborted(ProducerState producer, long mark)
    {
        if (_aborted is null) Volatile.Write(ref _aborted, new ConcurrentDictionary<long, AbortedRanges>());
        _aborted!.GetOrAdd(producer.ProducerId, static _ => new AbortedRanges()).Add(producer.OpenSince, mark);
    }

    /// <summary>A reader that was before the start looks again at <see cref="Start"/> when it has read.</summary>
    private void ForgetAborted()
    {
        if (_aborted is not { } aborted) return;
        foreach ((long producerId, AbortedRanges ranges) in aborted)
        {
            AbortedRanges kept = ranges.From(_start);
            if (kept.Count == 0) aborted.TryRemove(producerId, out _);
            else if (kept.Count < ranges.Count) aborted[producerId] = kept;
        }
    }
}
