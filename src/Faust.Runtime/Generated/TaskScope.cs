using Faust.Processing;
using Faust.Records;
using Faust.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace Faust.Generated;

/// <summary>
/// What the agents of one processing task share: their tables' shards, the topics they send to, services. Used by the task's logical thread
/// alone.
/// </summary>
public sealed class TaskScope
{
    private readonly ProcessingTask _task;
    private readonly TaskResources _resources;
    private volatile bool _interrupted;

    internal TaskScope(ProcessingTask task, TaskResources resources)
    {
        _task = task;
        _resources = resources;
    }

    /// <summary>Whether the task has something to do before the next event: a commit, a timer, the end.</summary>
    public bool IsInterrupted
    {
        get => _interrupted;
        internal set => _interrupted = value;
    }

    /// <summary>Cancelled when the task is to end without waiting for its handlers.</summary>
    public CancellationToken CancellationToken => _task.Cancellation;

    /// <summary>The task's table of repeated strings.</summary>
    public Utf8StringCache Strings { get; } = new();

    /// <summary>The clock.</summary>
    public TimeProvider Time => _resources.Time;

    /// <summary>The time of the event in hand, in milliseconds since the Unix epoch.</summary>
    public long Timestamp
    {
        get => _resources.Producer.Timestamp;
        set => _resources.Producer.Timestamp = value;
    }

    /// <summary>The numbers of the task's attempts.</summary>
    internal AttemptCounter Attempts => _resources.Attempts;

    /// <summary>The task's shard of a table.</summary>
    public TTable GetTable<TTable>()
        where TTable : class => (TTable)_resources.GetTable(typeof(TTable));

    /// <summary>A topic as the task sends to it.</summary>
    public TTopic GetTopic<TTopic>()
        where TTopic : class => (TTopic)_resources.GetTopic(typeof(TTopic));

    /// <summary>A service; a scoped one lives as long as the task.</summary>
    public TService GetService<TService>()
        where TService : notnull => _resources.Services.GetRequiredService<TService>();

    /// <summary>A service, or null where there is none.</summary>
    public TService? FindService<TService>() => _resources.Services.GetService<TService>();

    /// <summary>Whether an agent's events may become dead letters, so that their records are to be kept as long as they wait in a buffer.</summary>
    internal bool MayBecomeDeadLetters(string agent) => _task.PolicyOf(agent).OnError == OnError.DeadLetter;

    /// <summary>The record of an event in hand, as the log has it.</summary>
    internal ref readonly LogRecord RecordAt(long offset) => ref _task.RecordAt(offset);

    /// <summary>The lanes of an agent.</summary>
    internal AgentLanes CreateLanes(string agent, int concurrency, Ordering ordering) => _task.CreateLanes(agent, concurrency, ordering);

    /// <summary>A timer that calls for <see cref="TopicDispatcher.FlushBuffersAsync"/>; it ends with the task.</summary>
    internal ITimer CreateBufferTimer(Action onDue) => _task.CreateBufferTimer(onDue);
}
