using System.Runtime.CompilerServices;
using Faust.Agents;
using Faust.Transport;

namespace Faust.Generated;

/// <summary>A <see cref="TopicDispatcher"/> of a topic's types.</summary>
/// <typeparam name="TKey">The type of the topic's keys.</typeparam>
/// <typeparam name="TValue">The type of the topic's values.</typeparam>
/// <param name="scope">The task the agents belong to.</param>
/// <param name="agents">The names of the agents, in the order they are called.</param>
public abstract class TopicDispatcher<TKey, TValue>(TaskScope scope, IReadOnlyList<string> agents) : TopicDispatcher(scope, agents)
{
    private readonly List<(int Agent, EventBuffer<TKey, TValue> Events)> _buffers = [];
    private long _interrupted;

    internal override long? OldestBuffered
    {
        get
        {
            long? oldest = null;
            foreach ((_, EventBuffer<TKey, TValue> buffer) in _buffers)
            {
                if (buffer.Count > 0 && (oldest is null || buffer[0].Offset < oldest)) oldest = buffer[0].Offset;
            }

            return oldest;
        }
    }

    /// <summary>Decodes a record.</summary>
    /// <exception cref="Records.RecordFormatException">Its bytes are not the topic's key or value.</exception>
    public abstract Event<TKey, TValue> Decode(in LogRecord record);

    /// <summary>Gives one event to the agents, as when modules share a topic.</summary>
    /// <param name="e">The event.</param>
    /// <param name="start">The place of the first agent that is to have it.</param>
    public abstract ValueTask DispatchAsync(Event<TKey, TValue> e, int start);

    internal override ValueTask ResumeAsync(in LogRecord record, int agent)
    {
        long first = Scope.Attempts.Event;
        // Decoded anew: what a handler did to the value it was given is not the next attempt's.
        Event<TKey, TValue> e;
        try
        {
            e = Decode(record);
        }
        finally
        {
            Scope.Attempts.ResumeEvent(first);
        }

        return DispatchAsync(e, agent);
    }

    internal override IEventBuffer? BufferOf(int agent)
    {
        foreach ((int Agent, EventBuffer<TKey, TValue> Events) buffer in _buffers)
        {
            if (buffer.Agent == agent) return buffer.Events;
        }

        return null;
    }

    internal override bool HasClearedSince(long @event)
    {
        foreach ((_, IEventBuffer buffer) in _buffers)
        {
            if (buffer.HasClearedSince(@event)) return true;
        }

        return false;
    }

    internal override void RestoreBuffers(long @event)
    {
        foreach ((_, IEventBuffer buffer) in _buffers) buffer.Restore(@event);
    }

    /// <summary>Makes the buffer of a batch agent.</summary>
    /// <param name="agent">The agent's place.</param>
    /// <param name="capacity">The most events in a batch.</param>
    /// <param name="within">The longest the first of them waits.</param>
    protected EventBuffer<TKey, TValue> CreateBuffer(int agent, int capacity, TimeSpan within)
    {
        var buffer = new EventBuffer<TKey, TValue>(Scope, Agents[agent], capacity, within);
        _buffers.Add((agent, buffer));
        return buffer;
    }

    /// <summary>Makes the lanes of an agent whose handlers run beside each other.</summary>
    /// <param name="agent">The agent's place.</param>
    /// <param name="concurrency">The most handlers at work.</param>
    /// <param name="ordering">Which events may be at work at the same time.</param>
    /// <param name="handler">Calls the agent.</param>
    protected EventLanes<TKey, TValue> CreateLanes(int agent, int concurrency, Ordering ordering, Func<Event<TKey, TValue>, ValueTask> handler)
    {
        var lanes = new EventLanes<TKey, TValue>(this, Scope, Scope.CreateLanes(Agents[agent], concurrency, ordering), handler);
        Lanes.Add(lanes.Lanes);
        return lanes;
    }

    /// <summary>Notes which record is in hand, for errors and for what agents send.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void Begin(in LogRecord record)
    {
        BeginEvent(record.Offset);
        Scope.Timestamp = record.Timestamp;
    }

    /// <summary>Notes that a batch is in hand: what is sent has the time of its latest event.</summary>
    protected void BeginBatch(int agent, EventBuffer<TKey, TValue> buffer)
    {
        BeginAgent(agent);
        _interrupted = Scope.Timestamp;
        long latest = long.MinValue;
        for (int i = 0; i < buffer.Count; i++) latest = Math.Max(latest, buffer[i].TimestampMilliseconds);
        Scope.Timestamp = latest;
    }

    /// <summary>Notes that the batch is handled, and goes back to the record that was in hand before.</summary>
    protected void EndBatch(EventBuffer<TKey, TValue> buffer)
    {
        buffer.Clear();
        Scope.Timestamp = _interrupted;
    }

    /// <summary>Makes the event of a decoded record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="key">Its key.</param>
    /// <param name="value">Its value.</param>
    /// <param name="timestamp">The event's time, in milliseconds since the Unix epoch.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected Event<TKey, TValue> CreateEvent(in LogRecord record, TKey key, TValue value, long timestamp)
    {
        Scope.Timestamp = timestamp;
        EventOrigin origin = record.Headers.IsEmpty ? Origin : WithHeaders(record.Headers);
        return new Event<TKey, TValue>(key, value, timestamp, record.Offset, origin, record.HasKey, record.HasValue);
    }

    // An event may outlive the batch its record came in, so its headers are copied. Only records that have some pay for it.
    private EventOrigin WithHeaders(ReadOnlySpan<byte> headers) => new(Origin.Topic, Origin.Partition, new Headers(headers.ToArray()));
}
