using System.Collections.Concurrent;

namespace Faust.Transport;

/// <summary>Batches that wait to be used again, so that what is handed over with a commit costs no new memory. Thread-safe.</summary>
internal sealed class ProducerBatchPool
{
    private const int MostKept = 16;

    // A batch that grew far beyond the usual is not worth keeping.
    private const int LargestKept = 4 * 1024 * 1024;

    private readonly ConcurrentDictionary<TopicPartition, ConcurrentStack<ProducerBatch>> _free = new();

    public ProducerBatch Rent(TopicPartition partition) =>
        _free.TryGetValue(partition, out ConcurrentStack<ProducerBatch>? free) && free.TryPop(out ProducerBatch? batch) ? batch : new ProducerBatch(partition);

    /// <summary>Takes a batch back; nobody else may use it any more.</summary>
    public void Return(ProducerBatch batch)
    {
        if (batch.Buffer.Length > LargestKept) return;
        ConcurrentStack<ProducerBatch> free = _free.GetOrAdd(batch.TopicPartition, static _ => new ConcurrentStack<ProducerBatch>());
        if (free.Count >= MostKept) return;
        batch.Clear();
        free.Push(batch);
    }
}
