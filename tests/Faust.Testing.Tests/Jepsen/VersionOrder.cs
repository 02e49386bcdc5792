namespace Faust.Testing.Tests.Jepsen;

/// <summary>The records of one partition that committed readers can see, as far as the history knows them, in order.</summary>
internal sealed class VersionOrder
{
    private readonly SortedDictionary<long, SortedSet<int>> _values = [];
    private readonly Dictionary<int, int> _indexes = [];
    private readonly Dictionary<long, int> _places = [];
    private int[] _first = [];

    public int Count => _first.Length;

    public IEnumerable<KeyValuePair<long, SortedSet<int>>> Offsets => _values;

    public void Add(long offset, int value)
    {
        if (!_values.TryGetValue(offset, out SortedSet<int>? values)) _values.Add(offset, values = []);
        values.Add(value);
    }

    /// <summary>To be called once all is added. Places are dense: the offsets of marks and aborted records are no gaps.</summary>
    public void Freeze()
    {
        _first = [.. _values.Values.Select(v => v.Min)];
        int index = 0;
        foreach ((long offset, SortedSet<int> values) in _values)
        {
            _places.Add(offset, index);
            // One that is there twice counts where it came first.
            foreach (int value in values) _indexes.TryAdd(value, index);
            index++;
        }
    }

    /// <summary>The place of a value; -1 where it has none.</summary>
    public int IndexOf(int value) => _indexes.GetValueOrDefault(value, -1);

    /// <summary>The place of an offset that has a value.</summary>
    public int PlaceOf(long offset) => _places[offset];

    /// <summary>The value at a place; the smallest where there are several.</summary>
    public int ValueAt(int index) => _first[index];
}
