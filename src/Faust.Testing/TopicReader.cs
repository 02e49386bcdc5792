using Faust.Agents;
using Faust.Transport;

namespace Faust.Testing;

/// <summary>Reads what comes to a topic, from its first record on.</summary>
internal sealed class TopicReader : IAsyncDisposable
{
    private readonly IConsumer _consumer;
    private readonly EventOrigin[] _origins;

    public TopicReader(ITransport transport, string topic, int partitions)
    {
        _consumer = transport.CreateConsumer(new ConsumerSettings { ClientId = "test" });
        _consumer.Assign([.. Enumerable.Range(0, partitions).Select(p => new TopicPartitionOffset(new TopicPartition(topic, p), 0))]);
        _origins = [.. Enumerable.Range(0, partitions).Select(p => new EventOrigin(topic, p))];
    }

    /// <summary>
    /// What has come since the last call. Within a partition it is in its order; of the partitions the one comes first whose next record is
    /// the oldest, as the log has no order between them.
    /// </summary>
    public List<Event<byte[], byte[]>> Read()
    {
        var partitions = new Queue<Event<byte[], byte[]>>[_origins.Length];
        for (int p = 0; p < partitions.Length; p++) partitions[p] = new Queue<Event<byte[], byte[]>>();
        while (_consumer.Poll() is { Kind: ConsumerEventKind.Records } e)
        {
            using RecordBatch batch = e.Batch!;
            int partition = batch.TopicPartition.Partition;
            foreach (ref readonly LogRecord record in batch.Records) partitions[partition].Enqueue(Copy(record, _origins[partition]));
        }

        var all = new List<Event<byte[], byte[]>>();
        while (partitions.Where(p => p.Count > 0).MinBy(p => p.Peek().TimestampMilliseconds) is { } next) all.Add(next.Dequeue());
        return all;
    }

    public ValueTask DisposeAsync() => _consumer.DisposeAsync();

    private static Event<byte[], byte[]> Copy(in LogRecord record, EventOrigin origin)
    {
        EventOrigin place = record.Headers.IsEmpty ? origin : new EventOrigin(origin.Topic, origin.Partition, new Headers(record.Headers.ToArray()));
        return new Event<byte[], byte[]>(
            record.HasKey ? record.Key.ToArray() : null!, record.HasValue ? record.Value.ToArray() : null!,
            record.Timestamp, record.Offset, place, record.HasKey, record.HasValue);
    }
}
