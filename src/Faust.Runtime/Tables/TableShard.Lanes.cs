using System.Runtime.InteropServices;
using Faust.Processing;

namespace Faust.Tables;

// The notes of a task with lanes, where several handlers write between each other's awaits.
internal sealed partial class TableShard<TKey, TValue>
{
    private LaneJournal? _lanes;

    public bool RollBackLane(long attempt) => _lanes!.RollBackLane(attempt);

    public void EndLane(long attempt) => _lanes!.Forget(n => n.Attempt == attempt);

    private void OnWritten() => _lanes?.OnWritten();

    /// <summary>What handlers at work have overwritten, in the order of their writes, and who wrote each key last.</summary>
    private sealed class LaneJournal(TableShard<TKey, TValue> shard)
    {
        private readonly List<Note> _notes = [];

        // Of the keys that handlers at work have written: the last to do so. A handler that finds another here cannot put back what it found.
        private readonly Dictionary<TKey, long> _writers = [];
        private long _event;
        private int _writes;

        public void OnWritten() => _writes++;

        public void Remember(TKey key, in Slot slot, bool wasThere)
        {
            AttemptCounter attempts = shard._attempts;
            attempts.CheckTurn();
            if (_event != attempts.Event)
            {
                // Of the agents without lanes: what they wrote for an event that is done with.
                _event = attempts.Event;
                Forget(n => n.Attempt >= 0 && n.Attempt < _event);
            }

            // What is overwritten unread may have to be put back once the store has lost it.
            Slot before = slot;
            if (!wasThere && shard._cache is not null && shard._cache.TryPeek(key, out TValue? stored)) before = new Slot { Value = stored, Exists = true };
            ref long writer = ref CollectionsMarshal.GetValueRefOrAddDefault(_writers, key, out bool isWritten);
            _notes.Add(new Note(attempts.Current, key, before, wasThere, isWritten ? writer : AttemptCounter.NoAttempt, _writes));
            writer = attempts.Current;
        }

        public bool HasChangesSince(long attempt) => _notes.Exists(n => n.Attempt >= attempt);

        public bool RollBack(long attempt) => RollBack(n => n.Attempt >= attempt);

        public bool RollBackLane(long attempt) => RollBack(n => n.Attempt == attempt);

        public void Forget(Predicate<Note> isOver)
        {
            foreach (Note note in _notes)
            {
                if (isOver(note) && _writers.TryGetValue(note.Key, out long writer) && writer == note.Attempt) _writers.Remove(note.Key);
            }

            _notes.RemoveAll(isOver);
        }

        private bool RollBack(Predicate<Note> isPart)
        {
            bool isExact = true;
            for (int i = _notes.Count - 1; i >= 0; i--)
            {
                if (!isPart(_notes[i])) continue;
                Note note = _notes[i];
                _notes.RemoveAt(i);
                ref long writer = ref CollectionsMarshal.GetValueRefOrNullRef(_writers, note.Key);
                if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref writer) || writer != note.Attempt)
                {
                    isExact = false;
                    continue;
                }

                Restore(note);
                // The one before may be done by now: then nobody will ask.
                if (_notes.Exists(n => n.Attempt == note.Writer)) writer = note.Writer;
                else _writers.Remove(note.Key);
            }

            return isExact;
        }

        private void Restore(in Note note)
        {
            ref Slot slot = ref CollectionsMarshal.GetValueRefOrAddDefault(shard._slots, note.Key, out bool isThere);
            if (slot.Exists != note.Slot.Exists) shard._count += note.Slot.Exists ? 1 : -1;
            if (note.Writes == _writes)
            {
                // As if nothing had been: that the key stays among the dirty ones is looked over when they are written.
                PutBack(ref slot, note.Slot);
                if (!note.WasThere) shard._slots.Remove(note.Key);
                return;
            }

            // The changelog has what is taken back here, and has to have this after it.
            bool isListed = slot.Dirty;
            PutBack(ref slot, note.Slot);
            slot.Dirty = true;
            if (!isListed) shard._dirty.Add(note.Key);
            if (!isThere) shard._cache?.Added(note.Key);
        }
    }

    private readonly record struct Note(long Attempt, TKey Key, Slot Slot, bool WasThere, long Writer, int Writes);
}
