namespace Faust.Transport.Embedded;

/// <summary>Where one producer's aborted transactions lie in a partition. Added to under the partition's lock, asked without.</summary>
internal sealed class AbortedRanges
{
    private (long First, long Mark)[] _ranges = new (long, long)[4];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Adds a transaction; each lies behind the one before.</summary>
    public void Add(long first, long mark)
    {
        if (_count == _ranges.Length)
        {
            (long, long)[] grown = new (long, long)[2 * _count];
            _ranges.CopyTo(grown, 0);
            Volatile.Write(ref _ranges, grown);
        }

        _ranges[_count] = (first, mark);
        Volatile.Write(ref _count, _count + 1);
    }

    /// <summary>Whether a transactional batch of the producer at this offset was aborted.</summary>
    public bool Contains(long offset)
    {
        // The count first: an array that is read later has at least as many.
        int count = Volatile.Read(ref _count), low = 0, high = count;
        (long First, long Mark)[] ranges = Volatile.Read(ref _ranges);
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (ranges[middle].Mark < offset) low = middle + 1;
            else high = middle;
        }

        return low < count && ranges[low].First <= offset;
    }

    public void Save(List<long> to)
    {
        to.Add(_count);
        for (int i = 0; i < _count; i++) to.AddRange([_ranges[i].First, _ranges[i].Mark]);
    }

    public static AbortedRanges Load(Queue<long> from)
    {
        var ranges = new AbortedRanges();
        for (long left = from.Dequeue(); left > 0; left--) ranges.Add(from.Dequeue(), from.Dequeue());
        return ranges;
    }

    /// <summary>The ranges that reach to this offset or behind it.</summary>
    public AbortedRanges From(long offset)
    {
        var kept = new AbortedRanges();
        for (int i = 0; i < _count; i++)
        {
            if (_ranges[i].Mark >= offset) kept.Add(_ranges[i].First, _ranges[i].Mark);
        }

        return kept;
    }
}
