using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Faust.Transport;

namespace Faust.Tables;

/// <summary>One partition of a table: a dictionary that knows which of its entries the changelog lacks.</summary>
internal sealed class TableShard<TKey, TValue>(Table<TKey, TValue> table) : ITableShard
    where TKey : notnull
{
    private readonly Dictionary<TKey, int> _places = [];

    // Places of slots that hold no key; each place of the array is in _places or here.
    private readonly Stack<int> _free = [];

    // The places of dirty slots, each once: a slot is added when it turns dirty.
    private readonly List<int> _dirty = [];
    private Slot[] _slots = new Slot[16];
    private int _used;

    // An agent reads a key and then writes it: the second look-up is that of the first. A seventh of the time of `count`.
    private int _last = -1;

    public string TableName => table.Name;

    public int Count { get; private set; }

    public TValue? Get(TKey key) => TryGetValue(key, out TValue? value) ? value : default;

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        int place = Find(key);
        if (place < 0 || !_slots[place].Exists)
        {
            value = default;
            return false;
        }

        value = _slots[place].Value;
        return true;
    }

    public void Set(TKey key, TValue value)
    {
        // ThrowIfNull would box a value where the JIT does not optimize.
        if (value is null)
        {
            throw new ArgumentNullException(nameof(value), $"Table '{table.Name}' holds no null; to take a key out, use Remove.");
        }

        int place = Find(key);
        if (place < 0) place = Add(key);
        ref Slot slot = ref _slots[place];
        slot.Value = value;
        if (!slot.Exists)
        {
            slot.Exists = true;
            Count++;
        }

        if (!slot.Dirty) MarkDirty(ref slot, place);
    }

    public bool Remove(TKey key)
    {
        int place = Find(key);
        if (place < 0 || !_slots[place].Exists) return false;

        // The slot stays until its tombstone is in the changelog.
        ref Slot slot = ref _slots[place];
        slot.Value = default!;
        slot.Exists = false;
        Count--;
        if (!slot.Dirty) MarkDirty(ref slot, place);
        return true;
    }

    public IEnumerable<KeyValuePair<TKey, TValue>> Entries()
    {
        foreach (int place in _places.Values)
        {
            Slot slot = _slots[place];
            if (slot.Exists) yield return new KeyValuePair<TKey, TValue>(slot.Key, slot.Value);
        }
    }

    public int WriteDirty(ProducerBatch changelog, long timestamp)
    {
        foreach (int place in CollectionsMarshal.AsSpan(_dirty))
        {
            ref Slot slot = ref _slots[place];
            Write(slot, changelog, timestamp);
            slot.Dirty = false;
            if (slot.Exists) continue;
            _places.Remove(slot.Key);
            slot = default;
            _free.Push(place);
            _last = -1;
        }

        int count = _dirty.Count;
        _dirty.Clear();
        return count;
    }

    private void Write(in Slot slot, ProducerBatch changelog, long timestamp)
    {
        changelog.BeginRecord(timestamp);
        try
        {
            table.WriteKey(slot.Key, changelog.Buffer);
            changelog.EndKey();
            if (slot.Exists) table.WriteValue(slot.Value, changelog.Buffer);
        }
        catch (Exception e)
        {
            changelog.AbandonRecord();
            throw new InvalidOperationException($"Table '{table.Name}': the entry of key '{slot.Key}' cannot be written to the changelog: {e.Message}", e);
        }

        changelog.EndRecord(hasValue: slot.Exists);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Find(TKey key)
    {
        int last = _last;
        // References are compared as such: equal keys that are not the same only take the longer way.
        if (last >= 0 && (typeof(TKey).IsValueType ? EqualityComparer<TKey>.Default.Equals(_slots[last].Key, key) : ReferenceEquals(_slots[last].Key, key)))
        {
            return last;
        }

        if (!_places.TryGetValue(key, out int place)) return -1;
        _last = place;
        return place;
    }

    private int Add(TKey key)
    {
        if (!_free.TryPop(out int place))
        {
            if (_used == _slots.Length) Array.Resize(ref _slots, _used * 2);
            place = _used++;
        }

        _slots[place].Key = key;
        _places.Add(key, place);
        _last = place;
        return place;
    }

    private void MarkDirty(ref Slot slot, int place)
    {
        slot.Dirty = true;
        _dirty.Add(place);
    }

    private struct Slot
    {
        public TKey Key;
        public TValue Value;
        public bool Exists;
        public bool Dirty;
    }
}
