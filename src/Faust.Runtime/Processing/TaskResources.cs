using Faust.Generated;
using Faust.Topics;
using Faust.Transport;

namespace Faust.Processing;

/// <summary>What a processing task owns: tables, outputs. Used by the task's logical thread alone.</summary>
internal sealed class TaskResources(TaskTables tables, TaskEnvironment environment)
{
    private readonly Dictionary<Type, object> _topics = [];
    private readonly List<TaskTopicOutput> _outputs = [];

    public TaskProducer Producer { get; } = new(environment.Producer, environment.Batches, environment.IsExactlyOnce);

    public IServiceProvider Services => tables.Services;

    public TimeProvider Time => environment.Time;

    public object GetTable(Type type) => tables.Get(type);

    /// <summary>The topic as this task sends to it: one instance, so that its records keep their order whichever agent sends them.</summary>
    public object GetTopic(Type type)
    {
        if (_topics.TryGetValue(type, out object? topic)) return topic;
        (TopicRegistration registration, int partitions) = environment.Topology.Topics[type];
        var output = new TaskTopicOutput(registration.Declaration.Name, partitions, Producer);
        _outputs.Add(output);
        return _topics[type] = registration.CreateBound(output, Services);
    }

    /// <summary>Sends what agents left in their batches.</summary>
    public void SendOutputs()
    {
        foreach (TaskTopicOutput output in _outputs) output.SendAll();
    }

    /// <summary>Takes the entries that changed since the last call to the changelogs.</summary>
    public IReadOnlyList<TableChanges> TakeChanges(long timestamp)
    {
        List<TableChanges>? all = null;
        foreach (TaskTable table in tables.All)
        {
            ProducerBatch batch = environment.Batches.Rent(table.Changelog);
            if (table.Shard.WriteDirty(batch, timestamp) == 0)
            {
                environment.Batches.Return(batch);
                continue;
            }

            (all ??= []).Add(new TableChanges(table, batch) { Sending = Producer.SendChanges(batch) });
        }

        return all ?? (IReadOnlyList<TableChanges>)[];
    }
}
