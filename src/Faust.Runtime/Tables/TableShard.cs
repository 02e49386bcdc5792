using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Faust.Records;
using Faust.Transport;

namespace Faust.Tables;

/// <summary>One partition of a table: a dictionary that knows which of its entries the changelog lacks.</summary>
internal sealed partial class TableShard<TKey, TValue>(Table<TKey, TValue> table) : ITableShard
    where TKey : notnull
{
    private readonly Dictionary<TKey, Slot> _slots = [];

    // Each dirty key once: a slot is added when it turns dirty.
    private readonly List<TKey> _dirty = [];

    private readonly Utf8StringCache _strings = new();
    private int _count;

    public string TableName => table.Name;

    public int Count => _cache is null ? _count : _cache.Count();

    public TValue? Get(TKey key) => TryGetValue(key, out TValue? value) ? value : default;

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        ref Slot slot = ref CollectionsMarshal.GetValueRefOrNullRef(_slots, key);
        if (Unsafe.IsNullRef(ref slot) || !slot.Exists)
        {
            if (_cache is not null && Unsafe.IsNullRef(ref slot)) return _cache.TryRead(key, out value);
            value = default;
            return false;
        }

        slot.Use |= Slot.Read;
        value = slot.Value;
        return true;
    }

    public void Set(TKey key, TValue value)
    {
        // ThrowIfNull would box a value where the JIT does not optimize.
        if (value is null)
        {
            throw new ArgumentNullException(nameof(value), $"Table '{table.Name}' holds no null; to take a key out, use Remove.");
        }

        ref Slot slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_slots, key, out bool wasThere);
        Remember(key, slot, wasThere);
        slot.Value = value;
        if (!slot.Exists)
        {
            slot.Exists = true;
            _count++;
        }

        if (slot.Dirty) return;
        slot.Dirty = true;
        _dirty.Add(key);
        if (!wasThere) _cache?.Added(key);
    }

    public bool Remove(TKey key)
    {
        bool isRead = _cache is not null && !_slots.ContainsKey(key);
        if (isRead)
        {
            if (!_cache!.TryPeek(key, out TValue? stored)) return false;
            _slots.Add(key, new Slot { Value = stored, Exists = true });
        }

        ref Slot slot = ref CollectionsMarshal.GetValueRefOrNullRef(_slots, key);
        if (Unsafe.IsNullRef(ref slot) || !slot.Exists) return false;

        Remember(key, slot, wasThere: true);
        // The slot stays until its tombstone is in the changelog.
        slot.Value = default!;
        slot.Exists = false;
        _count--;
        if (!slot.Dirty)
        {
            slot.Dirty = true;
            _dirty.Add(key);
            // Only now: it cannot be the one that has to go.
            if (isRead) _cache!.Added(key);
        }

        return true;
    }

    public IEnumerable<KeyValuePair<TKey, TValue>> Entries() => _cache is null ? EntriesInMemory() : _cache.Entries();

    private IEnumerable<KeyValuePair<TKey, TValue>> EntriesInMemory()
    {
        foreach ((TKey key, Slot slot) in _slots)
        {
            if (slot.Exists) yield return new KeyValuePair<TKey, TValue>(key, slot.Value);
        }
    }

    public void Restore(ReadOnlySpan<byte> keyBytes, ReadOnlySpan<byte> valueBytes, bool hasValue)
    {
        // The store has it: it is read when it is asked for.
        if (_cache is not null) return;
        TKey key = table.ReadKey(keyBytes, _strings);
        if (!hasValue)
        {
            if (_slots.Remove(key)) _count--;
            return;
        }

        TValue value = table.ReadValue(valueBytes, _strings);
        ref Slot slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_slots, key, out bool existed);
        slot.Value = value;
        slot.Exists = true;
        if (!existed) _count++;
    }

    public void Clear()
    {
        _slots.Clear();
        _dirty.Clear();
        _count = 0;
        _cache?.Clear();
    }

    public int WriteDirty(ProducerBatch changelog, long timestamp, int maxRecordBytes)
    {
        int count = 0;
        _cache?.Land();
        foreach (TKey key in CollectionsMarshal.AsSpan(_dirty))
        {
            ref Slot slot = ref CollectionsMarshal.GetValueRefOrNullRef(_slots, key);
            // Its change was taken back, which leaves the key here where lanes are at work.
            if (Unsafe.IsNullRef(ref slot) || !slot.Dirty) continue;
            changelog.BeginRecord(timestamp);
            try
            {
                table.WriteKey(key, changelog.Buffer);
                changelog.EndKey();
                if (slot.Exists) table.WriteValue(slot.Value, changelog.Buffer);
                // Refused here, where the entry is known, and not with the batch.
                if (changelog.OpenRecordLength > maxRecordBytes)
                {
                    throw new RecordTooLargeException(
                        $"It has {changelog.OpenRecordLength} bytes; the log takes at most {maxRecordBytes} for {changelog.TopicPartition}.");
                }
            }
            catch (Exception e)
            {
                changelog.AbandonRecord();
                throw new InvalidOperationException($"Table '{table.Name}': the entry of key '{key}' cannot be written to the changelog: {e.Message}", e);
            }

            int length = changelog.OpenRecordLength;
            changelog.EndRecord(hasValue: slot.Exists);
            slot.Dirty = false;
            if (_cache is not null) _cache.Fly(key, ref slot, length);
            else if (!slot.Exists) _slots.Remove(key);
            count++;
        }

        _dirty.Clear();
        _cache?.EndFlight();
        OnWritten();
        return count;
    }

    private struct Slot
    {
        public TValue Value;
        public bool Exists;
        public bool Dirty;

        // Over a store: how many commits in flight have it, and whether it was read since it was last looked at. In what would be padding.
        public ushort Use;

        public const ushort Read = 0x8000;
        public const ushort Flights = 0x7FFF;
    }
}
