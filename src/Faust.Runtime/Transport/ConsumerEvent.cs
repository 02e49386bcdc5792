namespace Faust.Transport;

/// <summary>One result of <see cref="IConsumer.Poll"/>.</summary>
public readonly struct ConsumerEvent
{
    private ConsumerEvent(ConsumerEventKind kind, RecordBatch? batch, IReadOnlyList<TopicPartition> partitions, int epoch)
    {
        Kind = kind;
        Batch = batch;
        Partitions = partitions;
        Epoch = epoch;
    }

    /// <summary>What came.</summary>
    public ConsumerEventKind Kind { get; }

    /// <summary>The records, where <see cref="Kind"/> is <see cref="ConsumerEventKind.Records"/>; the receiver disposes them.</summary>
    public RecordBatch? Batch { get; }

    /// <summary>The partitions given, to be given up, or lost; only those that change.</summary>
    public IReadOnlyList<TopicPartition> Partitions { get; }

    /// <summary>
    /// Of a rebalance event: the group's generation, to be given to <see cref="IConsumer.CompleteRebalance"/>. Of records: see
    /// <see cref="RecordBatch.Epoch"/>.
    /// </summary>
    public int Epoch { get; }

    /// <summary>Nothing now.</summary>
    public static ConsumerEvent None => default;

    /// <summary>A batch of records.</summary>
    public static ConsumerEvent Records(RecordBatch batch) => new(ConsumerEventKind.Records, batch, [], batch.Epoch);

    /// <summary>Partitions given.</summary>
    public static ConsumerEvent Assigned(IReadOnlyList<TopicPartition> partitions, int epoch) => new(ConsumerEventKind.Assigned, null, partitions, epoch);

    /// <summary>Partitions to be given up.</summary>
    public static ConsumerEvent Revoked(IReadOnlyList<TopicPartition> partitions, int epoch) => new(ConsumerEventKind.Revoked, null, partitions, epoch);

    /// <summary>Partitions lost.</summary>
    public static ConsumerEvent Lost(IReadOnlyList<TopicPartition> partitions, int epoch) => new(ConsumerEventKind.Lost, null, partitions, epoch);
}
