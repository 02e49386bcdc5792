using Faust.Generated;
using Faust.Topics;
using Faust.Transport;

namespace Faust.Processing;

/// <summary>What a processing task owns: tables, outputs. Used by the task's logical thread alone.</summary>
/// <param name="tables">Its tables.</param>
/// <param name="environment">What all tasks are given.</param>
/// <param name="hasLanes">Whether some of its agents have a concurrency above 1.</param>
internal sealed class TaskResources(TaskTables tables, TaskEnvironment environment, bool hasLanes)
{
    private readonly Dictionary<Type, object> _topics = [];
    private readonly List<TaskTopicOutput> _outputs = [];
    private TaskTopicOutput? _deadLetters;

    public TaskProducer Producer { get; } = new(environment);

    public AttemptCounter Attempts { get; } = new(hasLanes);

    public IServiceProvider Services => tables.Services;

    public TimeProvider Time => environment.Time;

    public string ApplicationId => environment.Topology.ApplicationId;

    /// <summary>Where dead letters go; null where nothing may become one.</summary>
    public DeadLetterTopic? DeadLetters => environment.Topology.DeadLetters;

    public object GetTable(Type type) => tables.Get(type);

    /// <summary>The topic as this task sends to it: one instance, so that its records keep their order whichever agent sends them.</summary>
    public object GetTopic(Type type)
    {
        if (_topics.TryGetValue(type, out object? topic)) return topic;
        (TopicRegistration registration, int partitions) = environment.Topology.Topics[type];
        TaskTopicOutput output = hasLanes
            ? new LanedTopicOutput(registration.Declaration.Name, partitions, Producer, Attempts)
            : new TaskTopicOutput(registration.Declaration.Name, partitions, Producer, Attempts);
        _outputs.Add(output);
        return _topics[type] = registration.CreateBound(output, Services);
    }

    /// <summary>Sends what agents left in their batches.</summary>
    public void SendOutputs()
    {
        foreach (TaskTopicOutput output in _outputs) output.SendAll();
    }

    /// <summary>What a table's store could not be read for; null where all could be.</summary>
    public Exception? StoreFailure
    {
        get
        {
            foreach (TaskTable table in tables.All)
            {
                if (table.Shard.StoreFailure is { } failure) return failure;
            }

            return null;
        }
    }

    /// <summary>Whether the tables' memory is full of what their stores do not have yet.</summary>
    /// <param name="hasDirty">Whether a commit would bring some of it on its way.</param>
    public bool AreTablesFull(out bool hasDirty)
    {
        bool isFull = hasDirty = false;
        foreach (TaskTable table in tables.All)
        {
            if (!table.Shard.IsFull) continue;
            isFull = true;
            hasDirty |= table.Shard.HasDirty;
        }

        return isFull;
    }

    /// <summary>Takes the entries that changed since the last call to the changelogs.</summary>
    public IReadOnlyList<TableChanges> TakeChanges(long timestamp)
    {
        List<TableChanges>? all = null;
        foreach (TaskTable table in tables.All)
        {
            ProducerBatch batch = environment.Batches.Rent(table.Changelog);
            if (table.Shard.WriteDirty(batch, timestamp, Producer.MaxRecordBytes) == 0)
            {
                environment.Batches.Return(batch);
                continue;
            }

            (all ??= []).Add(new TableChanges(table, batch) { Generation = table.Shard.Generation });
        }

        // Only now: where an entry of the last table cannot be written, nothing of the others is in the log either.
        foreach (TableChanges changes in all ?? []) changes.Sending = Producer.SendChanges(changes.Batch);
        return all ?? (IReadOnlyList<TableChanges>)[];
    }

    /// <summary>Adds a dead letter to what the task sends: it reaches the log along with the offset of what it came from.</summary>
    /// <exception cref="RecordTooLargeException">It is larger than the log takes.</exception>
    public void SendDeadLetter(in LogRecord record, int partition, ReadOnlySpan<byte> headers)
    {
        DeadLetterTopic topic = DeadLetters!;
        if (_deadLetters is null)
        {
            _deadLetters = new TaskTopicOutput(topic.Name, topic.Partitions, Producer, Attempts);
            _outputs.Add(_deadLetters);
        }

        _deadLetters.SendRaw(partition % topic.Partitions, record, headers);
    }

    /// <summary>Whether this attempt or a later one wrote or sent something that was not taken back.</summary>
    public bool HasEffectsSince(long attempt) =>
        tables.All.Any(t => t.Shard.HasChangesSince(attempt)) || _outputs.Exists(o => o.HasRecordsSince(attempt));

    /// <summary>Takes back what this attempt and those after it wrote and sent.</summary>
    /// <returns>Whether all of it could be: not what handlers in lanes have overwritten since.</returns>
    public bool RollBack(long attempt)
    {
        bool isExact = true;
        foreach (TaskTable table in tables.All) isExact &= table.Shard.RollBack(attempt);
        foreach (TaskTopicOutput output in _outputs) output.RollBack(attempt);
        return isExact;
    }

    /// <summary>Takes back what a handler in a lane wrote and sent.</summary>
    /// <returns>Whether all of it could be: not what others have overwritten since.</returns>
    public bool RollBack(Lane lane)
    {
        bool isExact = true;
        foreach (TaskTable table in tables.All) isExact &= table.Shard.RollBackLane(lane.Attempt);
        lane.End(keep: false);
        return isExact;
    }

    /// <summary>Keeps what a handler in a lane wrote and sent.</summary>
    public void Keep(Lane lane)
    {
        foreach (TaskTable table in tables.All) table.Shard.EndLane(lane.Attempt);
        lane.End(keep: true);
    }
}
