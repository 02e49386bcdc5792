using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Faust.Records;
using Faust.Storage;

namespace Faust.Tables;

// A shard over a store that can be read: the dictionary has a part of the entries, and the store has all of them, as of some commits ago.
internal sealed partial class TableShard<TKey, TValue>
{
    private StoreCache? _cache;

    public bool IsReadThrough => _cache is not null;

    public Exception? StoreFailure { get; private set; }

    public bool IsFull => _cache is not null && _cache.IsFull;

    /// <summary>How many keys are in memory, removed ones with them.</summary>
    internal int InMemory => _slots.Count;

    public bool HasDirty => _dirty.Count > 0;

    public long Generation => _cache?.Generation ?? 0;

    public void ReadThrough(IReadThroughStore store, TableCacheBudget budget) => _cache = new StoreCache(this, table, store, budget);

    public void OnApplied(long generation) => _cache?.OnApplied(generation);

    /// <summary>
    /// Keeps what the store does not have yet, and of the rest what was used last. An entry is in the store once the commit that wrote it was
    /// applied: commits in flight hold their entries, tombstones too, as a reader would find what was before them in the store.
    /// </summary>
    private sealed class StoreCache(TableShard<TKey, TValue> shard, Table<TKey, TValue> table, IReadThroughStore store, TableCacheBudget budget)
    {
        private const int LeastEntries = 4;
        private const int PageEntries = 256;

        // What an entry costs beside its bytes: its place in the dictionary and in the queue, the header of a string or record.
        private const int EntryOverhead = 96;

        // A byte on the disk is about two in memory: characters have two bytes, numbers are shorter as text.
        private const int BytesPerByte = 2;

        private readonly Dictionary<TKey, Slot> _slots = shard._slots;

        // The keys in the order in which they are looked at when one has to go. Some are not there any more, and some are here twice.
        private readonly Queue<TKey> _clock = new();
        private readonly Queue<(long Generation, List<TKey> Keys)> _flights = new();
        private readonly ByteBuffer _key = new();
        private readonly ByteBuffer _value = new();
        private List<TKey> _flight = [];
        private long _applied;
        private int _flying;
        private int _enumerations;
        private long _bytesSeen = 64;
        private long _entriesSeen = 1;
        private int _capacity = LeastEntries;

        /// <summary>The number of the last commit that wrote something.</summary>
        public long Generation { get; private set; }

        /// <summary>Whether there is room for little but what the store does not have yet.</summary>
        public bool IsFull
        {
            get
            {
                if (shard._dirty.Count + _flying < _capacity) return false;
                Land();
                return shard._dirty.Count + _flying >= _capacity;
            }
        }

        /// <summary>All entries: those in memory, and of the store those that are not.</summary>
        public IEnumerable<KeyValuePair<TKey, TValue>> Entries()
        {
            // Nothing may be put into the dictionary meanwhile, nor taken out of it.
            _enumerations++;
            try
            {
                foreach ((TKey key, Slot slot) in _slots)
                {
                    if (slot.Exists) yield return new KeyValuePair<TKey, TValue>(key, slot.Value);
                }

                var page = new List<KeyValuePair<TKey, TValue>>(PageEntries);
                var next = new ByteBuffer();
                while (ReadPage(page, next))
                {
                    foreach (KeyValuePair<TKey, TValue> entry in page) yield return entry;
                }
            }
            finally
            {
                _enumerations--;
            }
        }

        public int Count()
        {
            int count = 0;
            foreach ((_, Slot slot) in _slots)
            {
                if (slot.Exists) count++;
            }

            Guarded(() => store.Scan((key, _) =>
            {
                if (!_slots.ContainsKey(table.ReadKey(key, shard._strings))) count++;
            }));
            return count;
        }

        /// <summary>Reads an entry that the dictionary does not have, and puts it there.</summary>
        public bool TryRead(TKey key, [MaybeNullWhen(false)] out TValue value)
        {
            if (!TryPeek(key, out value)) return false;
            if (_enumerations > 0) return true;
            _slots.Add(key, new Slot { Value = value, Exists = true });
            Added(key);
            return true;
        }

        /// <summary>Reads an entry that the dictionary does not have, and leaves it where it is.</summary>
        public bool TryPeek(TKey key, [MaybeNullWhen(false)] out TValue value)
        {
            _key.Clear();
            table.WriteKey(key, _key);
            _value.Clear();
            try
            {
                if (!store.TryGet(_key.WrittenSpan, _value))
                {
                    value = default;
                    return false;
                }

                value = table.ReadValue(_value.WrittenSpan, shard._strings);
            }
            catch (Exception e)
            {
                Fail(e);
                throw;
            }

            Measure(_key.Length + _value.Length);
            return true;
        }

        /// <summary>A key was put into the dictionary.</summary>
        public void Added(TKey key)
        {
            _clock.Enqueue(key);
            if (_slots.Count > _capacity) Evict(2);
            else if (_clock.Count > (2 * _slots.Count) + 1024) Renew();
        }

        /// <summary>An entry is written to the changelog, and stays until the store has it.</summary>
        public void Fly(TKey key, ref Slot slot, int length)
        {
            slot.Use = checked((ushort)(slot.Use + 1));
            _flight.Add(key);
            Measure(length);
        }

        /// <summary>All entries of a commit are written.</summary>
        public void EndFlight()
        {
            if (_flight.Count == 0) return;
            _flying += _flight.Count;
            _flights.Enqueue((++Generation, _flight));
            _flight = [];
        }

        /// <summary>The store has the entries of all commits up to this one. Any thread.</summary>
        public void OnApplied(long generation) => Volatile.Write(ref _applied, generation);

        /// <summary>Lets go of what the store has by now, and looks how much there is room for.</summary>
        public void Land()
        {
            long applied = Volatile.Read(ref _applied);
            while (_flights.TryPeek(out (long Generation, List<TKey> Keys) flight) && flight.Generation <= applied)
            {
                _flights.Dequeue();
                _flying -= flight.Keys.Count;
                foreach (TKey key in CollectionsMarshal.AsSpan(flight.Keys))
                {
                    ref Slot slot = ref CollectionsMarshal.GetValueRefOrNullRef(_slots, key);
                    if (Unsafe.IsNullRef(ref slot)) continue;
                    slot.Use--;
                    if (!slot.Exists && !slot.Dirty && (slot.Use & Slot.Flights) == 0) _slots.Remove(key);
                }

                // The next commit is likely to be as large.
                flight.Keys.Clear();
                if (_flight.Count == 0 && _flight.Capacity < flight.Keys.Capacity) _flight = flight.Keys;
            }

            long entries = budget.BytesPerShard / (EntryOverhead + (BytesPerByte * _bytesSeen / _entriesSeen));
            _capacity = (int)Math.Clamp(entries, LeastEntries, int.MaxValue / 4);
            if (_slots.Count > _capacity) Evict(2 * (_slots.Count - _capacity));
        }

        public void Clear()
        {
            _clock.Clear();
            _flights.Clear();
            _flight.Clear();
            _flying = 0;
        }

        // Second chance: what was read since it was last looked at goes to the end of the queue, and so does what the store lacks.
        private void Evict(int looks)
        {
            if (_enumerations > 0) return;
            for (; looks > 0 && _slots.Count > _capacity && _clock.TryDequeue(out TKey? key); looks--)
            {
                ref Slot slot = ref CollectionsMarshal.GetValueRefOrNullRef(_slots, key);
                if (Unsafe.IsNullRef(ref slot)) continue;
                if (!slot.Dirty && slot.Use == 0)
                {
                    _slots.Remove(key);
                    continue;
                }

                slot.Use &= Slot.Flights;
                _clock.Enqueue(key);
            }
        }

        // Rolled back attempts leave keys in the queue that nobody takes out as long as there is room.
        private void Renew()
        {
            _clock.Clear();
            foreach (TKey key in _slots.Keys) _clock.Enqueue(key);
        }

        private bool ReadPage(List<KeyValuePair<TKey, TValue>> page, ByteBuffer next)
        {
            page.Clear();
            byte[] from = next.WrittenSpan.ToArray();
            int count = 0;
            Guarded(() => count = store.ScanFrom(from, PageEntries, (keyBytes, valueBytes) =>
            {
                next.Clear();
                next.Write(keyBytes);
                TKey key = table.ReadKey(keyBytes, shard._strings);
                if (!_slots.ContainsKey(key)) page.Add(new(key, table.ReadValue(valueBytes, shard._strings)));
            }));
            // The least key behind the last one.
            next.Write([0]);
            return count > 0;
        }

        // What the store fails on is no fault of the agent that reads: its policy must not skip an event for it.
        private void Guarded(Action read)
        {
            try
            {
                read();
            }
            catch (Exception e)
            {
                Fail(e);
                throw;
            }
        }

        private void Fail(Exception e) => shard.StoreFailure ??= e;

        private void Measure(int length)
        {
            _bytesSeen += length;
            // Of late: sizes may change.
            if (++_entriesSeen < 100_000) return;
            _bytesSeen /= 2;
            _entriesSeen /= 2;
        }
    }
}
