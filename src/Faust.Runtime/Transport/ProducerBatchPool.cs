using System.Collections.Concurrent;

namespace Faust.Transport;

/// <summary>
/// Batches that wait to be used again, so that what is handed over with a commit costs no new memory. Thread-safe.
/// </summary>
/// <param name="mostBytes">How many bytes to keep at most: about what is staged at once.</param>
internal sealed class ProducerBatchPool(long mostBytes)
{
    private readonly ConcurrentDictionary<TopicPartition, ConcurrentStack<ProducerBatch>> _free = new();
    private long _bytes;

    /// <summary>An empty batch.</summary>
    public ProducerBatch Rent(TopicPartition partition)
    {
        if (!_free.TryGetValue(partition, out ConcurrentStack<ProducerBatch>? free) || !free.TryPop(out ProducerBatch? batch)) return new ProducerBatch(partition);
        Interlocked.Add(ref _bytes, -batch.Buffer.Capacity);
        return batch;
    }

    /// <summary>Takes a batch back; nobody else may use it any more.</summary>
    public void Return(ProducerBatch batch)
    {
        if (Interlocked.Add(ref _bytes, batch.Buffer.Capacity) > mostBytes)
        {
            Interlocked.Add(ref _bytes, -batch.Buffer.Capacity);
            return;
        }

        batch.Clear();
        _free.GetOrAdd(batch.TopicPartition, static _ => new ConcurrentStack<ProducerBatch>()).Push(batch);
    }
}
