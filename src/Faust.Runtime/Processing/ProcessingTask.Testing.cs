using Faust.Transport;

namespace Faust.Processing;

// What Faust.Testing looks at.
internal sealed partial class ProcessingTask
{
    /// <summary>Where the task runs.</summary>
    public LogicalThread Thread => _thread;

    /// <summary>The shards of its tables, as they are between two steps of a simulation.</summary>
    public TaskTables Tables => _tables;

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
