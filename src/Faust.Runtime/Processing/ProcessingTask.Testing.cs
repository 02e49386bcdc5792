using Faust.Transport;

namespace Faust.Processing;

// What Faust.Testing looks at.
internal sealed partial class ProcessingTask
{
    /// <summary>Where the task runs.</summary>
    public LogicalThread Thread => _thread;

    /// <summary>The shards of its tables, as they are between two steps of a simulation.</summary>
    public TaskTables Tables => _tables;

    /// <summary>The events of agents with a concurrency above 1 whose handlers are at work.</summary>
    public IReadOnlyList<LaneEvent> EventsInLanes => [.. _lanes.SelectMany(static l => l.EventsAtWork)];

    /// <summary>Whether the task takes nothing more and waits for the handlers in its lanes.</summary>
    public bool IsEndingLanes => _isEndingLanes;

    /// <summary>Whether a commit would wait for events in lanes: for their handlers, or for their next attempts.</summary>
    public bool KeepsCommitsWaiting => _environment.IsExactlyOnce && !AreLanesEmpty;

    /// <summary>Whether the tables are read back: partitions are taken on after that.</summary>
    public bool IsRestored => _sources.Count > 0;

    /// <summary>Which handler is at work on which record; only while one is.</summary>
    public (TopicPartition Partition, long Offset, string? Agent) InHand
    {
        get
        {
            // Without a batch it is one of events that have waited long enough.
            TaskSource? source = _batch is { } batch ? SourceOf(batch.TopicPartition) : _sources.Find(s => s.Dispatcher.OldestBuffered is not null);
            if (source is null) return (default, -1, null);
            Generated.TopicDispatcher dispatcher = source.Dispatcher;
            return (source.Partition, dispatcher.CurrentOffset, dispatcher.CurrentAgent >= 0 ? dispatcher.Agents[dispatcher.CurrentAgent] : null);
        }
    }
}
