using Faust.Transport;

namespace Faust.Generated;

/// <summary>What waits for a batch agent, whatever its types. Used by the task's logical thread alone.</summary>
internal interface IEventBuffer
{
    /// <summary>How many events wait.</summary>
    int Count { get; }

    /// <summary>The offset of the oldest; there must be one.</summary>
    long OldestOffset { get; }

    /// <summary>Calls <paramref name="action"/> with each event's record. Only where the agent's policy is <see cref="OnError.DeadLetter"/>.</summary>
    void ForEachRecord(RecordAction action);

    /// <summary>Forgets the events, which the agent has handled or given up.</summary>
    void Clear();

    /// <summary>Whether events were cleared, and can be taken back, while this event, or a later one, was in hand.</summary>
    bool HasClearedSince(long @event);

    /// <summary>Takes the events back that were cleared while this event, or a later one, was in hand.</summary>
    void Restore(long @event);
}

/// <summary>Something done with a record.</summary>
internal delegate void RecordAction(in LogRecord record);
