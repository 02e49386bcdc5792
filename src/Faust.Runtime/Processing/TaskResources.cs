using Faust.Generated;
using Faust.Tables;
using Faust.Topics;
using Faust.Transport;

namespace Faust.Processing;

/// <summary>What a processing task owns: shards, changelogs, outputs. Used by the task's logical thread alone.</summary>
internal sealed class TaskResources
{
    private readonly Topology _topology;
    private readonly Dictionary<Type, object> _tables = [];
    private readonly List<(ITableShard Shard, ProducerBatch Changelog)> _shards = [];
    private readonly Dictionary<Type, object> _topics = [];
    private readonly List<TaskTopicOutput> _outputs = [];
    private TaskTopicOutput? _deadLetters;

    public TaskResources(Topology topology, SubTopology subTopology, int partition, IProducer producer, IServiceProvider services, TimeProvider time)
    {
        _topology = topology;
        Producer = new TaskProducer(producer);
        Services = services;
        Time = time;
        foreach (TableRegistration table in subTopology.Tables)
        {
            (object instance, ITableShard shard) = table.CreateBound(services);
            shard.Attach(Attempts);
            _tables.Add(table.Declaration.Type, instance);
            _shards.Add((shard, new ProducerBatch(new TopicPartition(topology.ChangelogOf(table), partition))));
        }
    }

    public TaskProducer Producer { get; }

    public AttemptCounter Attempts { get; } = new();

    public IServiceProvider Services { get; }

    public TimeProvider Time { get; }

    public string ApplicationId => _topology.ApplicationId;

    /// <summary>Where dead letters go; null where nothing may become one.</summary>
    public DeadLetterTopic? DeadLetters => _topology.DeadLetters;

    public object GetTable(Type type) => _tables[type];

    /// <summary>The topic as this task sends to it: one instance, so that its records keep their order whichever agent sends them.</summary>
    public object GetTopic(Type type)
    {
        if (_topics.TryGetValue(type, out object? topic)) return topic;
        (TopicRegistration registration, int partitions) = _topology.Topics[type];
        var output = new TaskTopicOutput(registration.Declaration.Name, partitions, Producer, Attempts);
        _outputs.Add(output);
        return _topics[type] = registration.CreateBound(output, Services);
    }

    /// <summary>Sends what agents left in their batches.</summary>
    public void SendOutputs()
    {
        foreach (TaskTopicOutput output in _outputs) output.SendAll();
    }

    /// <summary>Sends the entries that changed since the last call to the changelogs.</summary>
    /// <returns>How many there were.</returns>
    public int SendChanges(long timestamp)
    {
        int entries = 0;
        foreach ((ITableShard shard, ProducerBatch changelog) in _shards)
        {
            entries += shard.WriteDirty(changelog, timestamp);
            if (changelog.Count > 0) Producer.Send(changelog);
        }

        return entries;
    }

    /// <summary>Adds a dead letter to what the task sends: it reaches the log along with the offset of what it came from.</summary>
    /// <exception cref="RecordTooLargeException">It is larger than the log takes.</exception>
    public void SendDeadLetter(in LogRecord record, int partition, ReadOnlySpan<byte> headers)
    {
        DeadLetterTopic topic = _topology.DeadLetters!;
        if (_deadLetters is null)
        {
            _deadLetters = new TaskTopicOutput(topic.Name, topic.Partitions, Producer, Attempts);
            _outputs.Add(_deadLetters);
        }

        _deadLetters.SendRaw(partition % topic.Partitions, record, headers);
    }

    /// <summary>Whether this attempt or a later one wrote or sent something that was not taken back.</summary>
    public bool HasEffectsSince(long attempt) =>
        _shards.Exists(s => s.Shard.HasChangesSince(attempt)) || _outputs.Exists(o => o.HasRecordsSince(attempt));

    /// <summary>Takes back what this attempt and those after it wrote and sent.</summary>
    public void RollBack(long attempt)
    {
        foreach ((ITableShard shard, _) in _shards) shard.RollBack(attempt);
        foreach (TaskTopicOutput output in _outputs) output.RollBack(attempt);
    }
}
