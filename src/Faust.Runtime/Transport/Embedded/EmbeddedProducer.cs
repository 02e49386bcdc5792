namespace Faust.Transport.Embedded;

/// <summary>Appends on the caller's thread: what it returns is always complete.</summary>
internal sealed class EmbeddedProducer(EmbeddedLog log) : IProducer
{
    private volatile bool _disposed;

    public ValueTask<long> SendAsync(ProducerBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ObjectDisposedException.ThrowIf(_disposed, typeof(IProducer));
        if (batch.HasOpenRecord) throw new InvalidOperationException($"A record for {batch.TopicPartition} was begun and not ended.");
        if (batch.Count == 0) throw new ArgumentException($"The batch for {batch.TopicPartition} has no records.", nameof(batch));
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<long>(cancellationToken);
        try
        {
            long first = log.Append(batch);
            return log.WaitsForDisk ? log.WhenDurableAsync(first) : new ValueTask<long>(first);
        }
        catch (TransportException e)
        {
            return ValueTask.FromException<long>(e);
        }
    }

    public int MaxRecordBytes => log.MaxRecordBytes;

    public ValueTask InitializeTransactionsAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public void BeginTransaction() => throw new NotSupportedException();

    public ValueTask SendOffsetsToTransactionAsync(
        IReadOnlyCollection<TopicPartitionOffset> offsets, ConsumerGroupMetadata group, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public ValueTask CommitTransactionAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask AbortTransactionAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask DisposeAsync()
    {
        _disposed = true;
        return ValueTask.CompletedTask;
    }
}
