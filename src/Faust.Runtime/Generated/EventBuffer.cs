using System.Collections;

namespace Faust.Generated;

/// <summary>
/// The events that wait for a batch agent. The agent is given the buffer itself: it is used again once the agent's task has completed.
/// </summary>
/// <typeparam name="TKey">The type of the topic's keys.</typeparam>
/// <typeparam name="TValue">The type of the topic's values.</typeparam>
public sealed class EventBuffer<TKey, TValue> : IReadOnlyList<Event<TKey, TValue>>
{
    private readonly TaskScope _scope;
    private readonly TimeSpan _within;
    private readonly Event<TKey, TValue>[] _events;
    private long _since;

    internal EventBuffer(TaskScope scope, int capacity, TimeSpan within)
    {
        _scope = scope;
        _within = within;
        _events = new Event<TKey, TValue>[capacity];
    }

    /// <summary>How many events wait.</summary>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public Event<TKey, TValue> this[int index] => index < Count ? _events[index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Adds an event.</summary>
    /// <returns>Whether the buffer is full now: the agent is to be called.</returns>
    public bool Add(Event<TKey, TValue> e)
    {
        if (Count == 0)
        {
            _since = _scope.Time.GetTimestamp();
            _scope.FlushBuffersAfter(_within);
        }

        _events[Count++] = e;
        return Count == _events.Length;
    }

    /// <summary>Whether the first event has waited long enough, or, where <paramref name="all"/>, there is one.</summary>
    public bool IsDue(bool all)
    {
        if (Count == 0 || all) return Count > 0;
        TimeSpan left = _within - _scope.Time.GetElapsedTime(_since);
        if (left <= TimeSpan.Zero) return true;
        // The timer rang for another buffer, or early: it counts in coarser ticks.
        _scope.FlushBuffersAfter(left);
        return false;
    }

    /// <summary>Forgets the events, which the agent has handled.</summary>
    public void Clear()
    {
        Array.Clear(_events, 0, Count);
        Count = 0;
    }

    /// <inheritdoc/>
    public IEnumerator<Event<TKey, TValue>> GetEnumerator()
    {
        for (int i = 0; i < Count; i++) yield return _events[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
