using System.Runtime.CompilerServices;
using Faust.Agents;
using Faust.Processing;
using Faust.Records;
using Faust.Transport;

namespace Faust.Generated;

/// <summary>
/// Gives the records of one topic to the agents of one processing task: decodes each once and calls each agent directly. Generated per
/// topic and module; used by the task's logical thread alone.
/// </summary>
public abstract class TopicDispatcher
{
    private readonly AttemptCounter _attempts;

    private protected TopicDispatcher(TaskScope scope, IReadOnlyList<string> agents)
    {
        Scope = scope;
        _attempts = scope.Attempts;
        Agents = agents;
    }

    /// <summary>The task the agents belong to.</summary>
    protected TaskScope Scope { get; }

    /// <summary>The task's table of repeated strings.</summary>
    protected Utf8StringCache Strings => Scope.Strings;

    /// <summary>The names of the agents, for errors.</summary>
    internal IReadOnlyList<string> Agents { get; }

    /// <summary>The place in <see cref="Agents"/> of the agent that is being called; -1 while a record is being decoded.</summary>
    internal int CurrentAgent { get; private protected set; } = -1;

    /// <summary>The offset of the record in hand.</summary>
    internal long CurrentOffset { get; private protected set; } = -1;

    /// <summary>The offset of the oldest event that waits in a batch agent's buffer; null where none does.</summary>
    internal virtual long? OldestBuffered => null;

    /// <summary>What agents with a concurrency above 1 have in hand.</summary>
    internal List<AgentLanes> Lanes { get; } = [];

    /// <summary>The offset of the oldest event that such an agent has in hand; null where there is none.</summary>
    internal long? OldestInLanes => Lanes.Count == 0 ? null : Lanes.Min(static l => l.Oldest);

    /// <summary>Whether such an agent has as many events in hand as it may: no further one is to be taken.</summary>
    protected internal bool AreLanesFull
    {
        get
        {
            foreach (AgentLanes lanes in Lanes)
            {
                if (lanes.IsFull) return true;
            }

            return false;
        }
    }

    /// <summary>Where the events come from; set when the partition is assigned.</summary>
    internal EventOrigin Origin { get; set; } = EventOrigin.None;

    /// <summary>Gives the records from <paramref name="start"/> on to the agents.</summary>
    /// <returns>The place of the first record not given: all are where it is the batch's count; less when the task was interrupted.</returns>
    public abstract ValueTask<int> ProcessAsync(RecordBatch batch, int start);

    /// <summary>Gives a record to the agents from <paramref name="agent"/> on: those before have handled it.</summary>
    internal abstract ValueTask ResumeAsync(in LogRecord record, int agent);

    /// <summary>What waits for an agent; null where it takes one event at a time.</summary>
    internal abstract IEventBuffer? BufferOf(int agent);

    /// <summary>Whether a buffer was emptied while this event, or a later one, was in hand, so that <see cref="RestoreBuffers"/> would fill it.</summary>
    internal abstract bool HasClearedSince(long @event);

    /// <summary>Gives back to the buffers what was handled while this event, or a later one, was in hand.</summary>
    internal abstract void RestoreBuffers(long @event);

    /// <summary>Gives one batch agent all events that wait for it.</summary>
    /// <param name="agent">Its place among the agents.</param>
    public virtual ValueTask FlushBufferAsync(int agent) => default;

    /// <summary>Gives batch agents the events that wait for them: those that waited long enough, or all.</summary>
    public virtual ValueTask FlushBuffersAsync(bool all) => default;

    /// <summary>Disposes the agents.</summary>
    public virtual ValueTask DisposeAgentsAsync() => default;

    /// <summary>Notes which agent is called next: errors name it, and what it writes and sends can be taken back apart from the others'.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void BeginAgent(int agent)
    {
        CurrentAgent = agent;
        _attempts.Begin();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected void BeginEvent(long offset)
    {
        CurrentOffset = offset;
        CurrentAgent = -1;
        _attempts.BeginEvent();
    }
}
