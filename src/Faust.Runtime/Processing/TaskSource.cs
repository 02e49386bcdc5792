using Faust.Generated;
using Faust.Transport;

namespace Faust.Processing;

/// <summary>A partition that a task reads, and how far it has come. Used by the task's logical thread alone.</summary>
internal sealed class TaskSource(TopicPartition partition, Type topic, TopicDispatcher dispatcher)
{
    public TopicPartition Partition { get; } = partition;

    /// <summary>The topic's class.</summary>
    public Type Topic { get; } = topic;

    public TopicDispatcher Dispatcher { get; } = dispatcher;

    /// <summary>The offset behind the last record given to the agents; null before the first.</summary>
    public long? Position { get; set; }

    /// <summary>What was last handed to a commit.</summary>
    public long? Committing { get; set; }

    /// <summary>The offset of the last record that became a dead letter because it could not be decoded; null where none did.</summary>
    public long? LastUndecodable { get; set; }

    /// <summary>
    /// Whether events wait in a buffer, so that their offsets cannot be committed, and of them or of what comes behind them something is done
    /// already: other agents' part, or a dead letter.
    /// </summary>
    public bool HoldsSharedEvents => Dispatcher.OldestBuffered is { } oldest && (Dispatcher.Agents.Count > 1 || oldest < LastUndecodable);

    /// <summary>The end of the contiguous prefix of finished records: never past an event that waits in a buffer or is in a lane.</summary>
    public long? Finished => Least(Least(Position, Dispatcher.OldestBuffered), Dispatcher.OldestInLanes);

    private static long? Least(long? position, long? unfinished) => unfinished < position ? unfinished : position;
}
