namespace Faust.Transport.Embedded;

/// <summary>What a partition knows of one producer. Touched only under the partition's lock; rebuilt from the headers of the batches.</summary>
internal sealed class ProducerState(long producerId)
{
    /// <summary>As many repeated batches are told apart, as in Kafka; a producer here waits for each answer and would do with one.</summary>
    private const int Remembered = 5;

    private readonly (int Sequence, int Records, long Offset)[] _recent = new (int, int, long)[Remembered];
    private int _batches;

    public long ProducerId { get; } = producerId;

    /// <summary>The latest epoch seen; -1 before the first batch.</summary>
    public short Epoch { get; private set; } = -1;

    /// <summary>The sequence of the next record in this epoch.</summary>
    public int NextSequence { get; private set; }

    /// <summary>The offset of the first record of the producer's open transaction; -1 without one.</summary>
    public long OpenSince { get; private set; } = -1;

    /// <summary>The offset of the last batch, by which the states that were idle longest are forgotten.</summary>
    public long LastOffset { get; private set; }

    /// <summary>The sequence that follows; it goes on at 0 behind the greatest.</summary>
    public static int Following(int sequence, int records) => (int)(((long)sequence + records) & int.MaxValue);

    /// <summary>The offset a batch got when it came for the first time.</summary>
    public bool WasAppended(short epoch, int sequence, int records, out long offset)
    {
        offset = -1;
        if (epoch != Epoch) return false;
        for (int i = 0; i < Math.Min(_batches, Remembered); i++)
        {
            if (_recent[i].Sequence != sequence || _recent[i].Records != records) continue;
            offset = _recent[i].Offset;
            return true;
        }

        return false;
    }

    public void Save(List<long> to)
    {
        to.AddRange([ProducerId, Epoch, NextSequence, OpenSince, LastOffset, _batches]);
        foreach ((int sequence, int records, long offset) in _recent) to.AddRange([sequence, records, offset]);
    }

    public static ProducerState Load(Queue<long> from)
    {
        var producer = new ProducerState(from.Dequeue())
        {
            Epoch = (short)from.Dequeue(),
            NextSequence = (int)from.Dequeue(),
            OpenSince = from.Dequeue(),
            LastOffset = from.Dequeue(),
        };
        producer._batches = (int)from.Dequeue();
        for (int i = 0; i < Remembered; i++) producer._recent[i] = ((int)from.Dequeue(), (int)from.Dequeue(), from.Dequeue());
        return producer;
    }

    public void Begin(long offset) => OpenSince = offset;

    /// <summary>Takes note of a batch that was appended.</summary>
    public void Wrote(in LogBatchHeader header)
    {
        if (header.Epoch != Epoch) Enter(header.Epoch);
        _recent[_batches % Remembered] = (header.Sequence, header.Records, header.BaseOffset);
        // Stays small enough never to overflow, and right by the remainder.
        _batches = _batches == 2 * Remembered - 1 ? Remembered : _batches + 1;
        NextSequence = Following(header.Sequence, header.Records);
        LastOffset = header.BaseOffset;
    }

    /// <summary>Takes note of a mark.</summary>
    public void Ended(in LogBatchHeader mark)
    {
        Enter(mark.Epoch);
        OpenSince = -1;
        LastOffset = mark.BaseOffset;
    }

    private void Enter(short epoch)
    {
        Epoch = epoch;
        NextSequence = 0;
        _batches = 0;
    }
}
