using System.Collections;
using Faust.Transport;

namespace Faust.Generated;

/// <summary>
/// The events that wait for a batch agent. The agent is given the buffer itself: it is used again once the agent's task has completed.
/// </summary>
/// <typeparam name="TKey">The type of the topic's keys.</typeparam>
/// <typeparam name="TValue">The type of the topic's values.</typeparam>
public sealed class EventBuffer<TKey, TValue> : IReadOnlyList<Event<TKey, TValue>>, IEventBuffer
{
    private readonly TaskScope _scope;
    private readonly ITimer _timer;
    private readonly TimeSpan _within;
    private readonly Event<TKey, TValue>[] _events;

    // The records as the log has them, one frame after the other; null where they can never become dead letters.
    private readonly ProducerBatch? _records;
    private volatile bool _isDue;
    private int _cleared;
    private long _clearedIn;

    internal EventBuffer(TaskScope scope, string agent, int capacity, TimeSpan within)
    {
        _scope = scope;
        _timer = scope.CreateBufferTimer(() => _isDue = true);
        _within = within;
        _events = new Event<TKey, TValue>[capacity];
        if (scope.MayBecomeDeadLetters(agent)) _records = new ProducerBatch(default);
    }

    /// <summary>How many events wait.</summary>
    public int Count { get; private set; }

    long IEventBuffer.OldestOffset => _events[0].Offset;

    /// <inheritdoc/>
    public Event<TKey, TValue> this[int index] => index < Count ? _events[index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Adds an event.</summary>
    /// <returns>Whether the buffer is full now: the agent is to be called.</returns>
    public bool Add(Event<TKey, TValue> e)
    {
        if (Count == 0)
        {
            Forget();
            _isDue = false;
            _timer.Change(_within, Timeout.InfiniteTimeSpan);
        }

        // The batch it came in is gone by the time the agent is called.
        _records?.Add(_scope.RecordAt(e.Offset));
        _events[Count++] = e;
        return Count == _events.Length;
    }

    /// <summary>Whether the first event has waited long enough, or, where <paramref name="all"/>, there is one.</summary>
    public bool IsDue(bool all) => Count > 0 && (all || _isDue);

    /// <summary>Forgets the events, which the agent has handled or given up.</summary>
    public void Clear()
    {
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        // They stay where they are for now: the event that filled the buffer may yet be abandoned, and with it what they have done.
        _cleared = Count;
        _clearedIn = _scope.Attempts.Event;
        Count = 0;
    }

    bool IEventBuffer.HasClearedSince(long @event) => HasClearedSince(@event);

    void IEventBuffer.Restore(long @event)
    {
        if (HasClearedSince(@event)) Count = _cleared;
    }

    unsafe void IEventBuffer.ForEachRecord(RecordAction action)
    {
        fixed (byte* bytes = _records!.Buffer.WrittenSpan)
        {
            int at = 0;
            for (int i = 0; i < Count; i++)
            {
                int length = ProducerBatch.ReadFrame(
                    _records.Buffer.WrittenSpan[at..], out int keyLength, out int valueLength, out int headersLength, out long timestamp);
                byte* key = bytes + at + ProducerBatch.FrameHeaderLength;
                byte* value = key + Math.Max(keyLength, 0);
                action(new LogRecord(
                    _events[i].Offset, timestamp, key, keyLength, value, valueLength, value + Math.Max(valueLength, 0), headersLength));
                at += length;
            }
        }
    }

    /// <inheritdoc/>
    public IEnumerator<Event<TKey, TValue>> GetEnumerator()
    {
        for (int i = 0; i < Count; i++) yield return _events[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private bool HasClearedSince(long @event) => Count == 0 && _cleared > 0 && _clearedIn >= @event;

    private void Forget()
    {
        Array.Clear(_events, 0, _cleared);
        _cleared = 0;
        _records?.Clear();
    }
}
