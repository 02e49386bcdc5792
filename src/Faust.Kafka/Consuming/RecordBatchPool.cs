namespace Faust.Kafka.Consuming;

/// <summary>The batches of one consumer. Each that is handed out keeps the client, whose memory it shows. Thread-safe.</summary>
internal sealed class RecordBatchPool(KafkaClient client, int most)
{
    private readonly Lock _gate = new();
    private readonly Stack<KafkaRecordBatch> _free = new();
    private bool _closed;

    public KafkaRecordBatch Rent()
    {
        client.AddUse();
        lock (_gate)
        {
            if (_free.TryPop(out KafkaRecordBatch? batch)) return batch;
        }

        return new KafkaRecordBatch(this, most);
    }

    public void Return(KafkaRecordBatch batch)
    {
        lock (_gate)
        {
            if (_closed) batch.FreeChunks();
            else _free.Push(batch);
        }

        client.EndUse();
    }

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            while (_free.TryPop(out KafkaRecordBatch? batch)) batch.FreeChunks();
        }
    }
}
