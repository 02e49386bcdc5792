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

    public string TableName => table.Name;

    public int Count { get; private set; }

    public TValue? Get(TKey key) => TryGetValue(key, out TValue? value) ? value : default;

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        ref Slot slot = ref CollectionsMarshal.GetValueRefOrNullRef(_slots, key);
        if (Unsafe.IsNullRef(ref slot) || !slot.Exists)
        {
            value = default;
            return false;
        }

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
            Count++;
        }

        if (slot.Dirty) return;
        slot.Dirty = true;
        _dirty.Add(key);
    }

    public bool Remove(TKey key)
    {
        ref Slot slot = ref CollectionsMarshal.GetValueRefOrNullRef(_slots, key);
        if (Unsafe.IsNullRef(ref slot) || !slot.Exists) return false;

        Remember(key, slot, wasThere: true);
        // The slot stays until its tombstone is in the changelog.
        slot.Value = default!;
        slot.Exists = false;
        Count--;
        if (!slot.Dirty)
        {
            slot.Dirty = true;
            _dirty.Add(key);
        }

        return true;
    }

    public IEnumerable<KeyValuePair<TKey, TValue>> Entries()
    {
        foreach ((TKey key, Slot slot) in _slots)
        {
            if (slot.Exists) yield return new KeyValuePair<TKey, TValue>(key, slot.Value);
        }
    }

    public void Restore(ReadOnlySpan<byte> keyBytes, ReadOnlySpan<byte> valueBytes, bool hasValue)
    {
        TKey key = table.ReadKey(keyBytes, _strings);
        if (!hasValue)
        {
            if (_slots.Remove(key)) Count--;
            return;
        }

        TValue value = table.ReadValue(valueBytes, _strings);
        ref Slot slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_slots, key, out bool existed);
        slot.Value = value;
        slot.Exists = true;
        if (!existed) Count++;
    }

    public void Clear()
    {
        _slots.Clear();
        _dirty.Clear();
        Count = 0;
    }

    public int WriteDirty(ProducerBatch changelog, long timestamp, int maxRecordBytes)
    {
        int count = 0;
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

            changelog.EndRecord(hasValue: slot.Exists);
            slot.Dirty = false;
            if (!slot.Exists) _slots.Remove(key);
            count++;
        }

        _dirty.Clear();
        OnWritten();
        return count;
    }

    private struct Slot
    {
        public TValue Value;
        public bool Exists;
        public bool Dirty;
    }
}
