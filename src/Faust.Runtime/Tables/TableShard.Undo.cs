using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Faust.Processing;

namespace Faust.Tables;

// What the attempts of the event in hand overwrote, so that it can be put back.
internal sealed partial class TableShard<TKey, TValue>
{
    // A handler that wrote more than this at once is not the rule, and its notes are not kept for the next.
    private const int KeptEntries = 1024;

    private readonly List<Mark> _marks = [];
    private AttemptCounter _attempts = new();
    private Overwritten[] _overwritten = new Overwritten[4];
    private int _overwrittenCount;
    private long _attempt = AttemptCounter.NoAttempt;

    public bool HasChangesSince(long attempt) => _lanes is null ? _attempt >= attempt && _marks.Count > 0 : _lanes.HasChangesSince(attempt);

    public void Attach(AttemptCounter attempts)
    {
        _attempts = attempts;
        if (attempts.HasLanes) _lanes = new LaneJournal(this);
    }

    public bool RollBack(long attempt)
    {
        if (_lanes is not null) return _lanes.RollBack(attempt);
        while (_marks.Count > 0 && _marks[^1].Attempt >= attempt)
        {
            Mark mark = _marks[^1];
            while (_overwrittenCount > mark.Overwritten)
            {
                ref Overwritten last = ref _overwritten[--_overwrittenCount];
                if (last.WasThere) PutBack(ref CollectionsMarshal.GetValueRefOrAddDefault(_slots, last.Key, out _), last.Slot);
                else _slots.Remove(last.Key);
                last = default;
            }

            CollectionsMarshal.SetCount(_dirty, mark.Dirty);
            _count = mark.Count;
            _marks.RemoveAt(_marks.Count - 1);
            _attempt = _marks.Count > 0 ? _marks[^1].Attempt : AttemptCounter.NoAttempt;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Remember(TKey key, in Slot slot, bool wasThere)
    {
        if (_attempt != _attempts.Current && !BeginAttempt(key, slot, wasThere)) return;
        if (_overwrittenCount == _overwritten.Length) Array.Resize(ref _overwritten, _overwritten.Length * 2);
        ref Overwritten next = ref _overwritten[_overwrittenCount++];
        next.Key = key;
        next.Slot = slot;
        next.WasThere = wasThere;
    }

    /// <returns>Whether it is to be noted here: not where lanes are at work, which have notes of their own.</returns>
    private bool BeginAttempt(TKey key, in Slot slot, bool wasThere)
    {
        if (_lanes is not null)
        {
            // The shard's attempt stays none, so that every write of such a task comes by.
            _lanes.Remember(key, slot, wasThere);
            return false;
        }

        if (_attempt < _attempts.Event)
        {
            // Of an event that is done with.
            _marks.Clear();
            _overwrittenCount = 0;
            if (_overwritten.Length > KeptEntries) _overwritten = new Overwritten[4];
        }

        _attempt = _attempts.Current;
        _marks.Add(new Mark(_attempt, _overwrittenCount, _dirty.Count, _count));
        return true;
    }

    // How it is used is not the handler's to take back: a commit may have come in between.
    private static void PutBack(ref Slot slot, in Slot before)
    {
        ushort use = slot.Use;
        slot = before;
        slot.Use = use;
    }

    private struct Overwritten
    {
        public TKey Key;
        public Slot Slot;
        public bool WasThere;
    }

    private readonly record struct Mark(long Attempt, int Overwritten, int Dirty, int Count);
}
