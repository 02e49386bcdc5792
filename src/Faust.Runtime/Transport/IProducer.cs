namespace Faust.Transport;

/// <summary>
/// Writes batches. Records of one partition are kept in the order of the calls, each once, also where a call was repeated on its way.
/// Thread-safe, but for the calls of transactions, of which one is made at a time.
/// </summary>
/// <remarks>
/// A producer with <see cref="ProducerSettings.TransactionalId"/> writes in transactions alone: <see cref="InitializeTransactionsAsync"/>
/// once, then <see cref="BeginTransaction"/>, any number of sends, <see cref="SendOffsetsToTransactionAsync"/>, and a commit or an abort.
/// After a call that failed, only <see cref="AbortTransactionAsync"/> is allowed; after one whose
/// <see cref="TransportException.IsIndefinite"/> is set, or that failed with <see cref="ProducerFencedException"/>, the producer is to be
/// disposed and another made, whose <see cref="InitializeTransactionsAsync"/> ends what was open.
/// </remarks>
public interface IProducer : IAsyncDisposable
{
    /// <summary>The most bytes of key, value and headers together that the log takes for one record.</summary>
    int MaxRecordBytes { get; }

    /// <summary>Sends the records of <paramref name="batch"/>.</summary>
    /// <remarks>When the call returns, the batch may be cleared and used again; when the task completes, the log has the records.</remarks>
    /// <returns>The offset of the first record.</returns>
    /// <exception cref="ArgumentException">The batch has no records.</exception>
    /// <exception cref="InvalidOperationException">A record of the batch was begun and not ended; or the producer is transactional, and no
    /// transaction was begun.</exception>
    /// <exception cref="TransportException">The log refused the records: none of them is in it, or, where it says so, some may be.</exception>
    ValueTask<long> SendAsync(ProducerBatch batch, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes this producer the only one of its transactional id: older ones are fenced, and a transaction they left open is aborted (or
    /// completed, where its commit had been decided).
    /// </summary>
    /// <exception cref="InvalidOperationException">The producer has no transactional id.</exception>
    ValueTask InitializeTransactionsAsync(CancellationToken cancellationToken = default);

    /// <summary>Begins a transaction.</summary>
    /// <exception cref="InvalidOperationException">One is open, or the producer is not initialized.</exception>
    void BeginTransaction();

    /// <summary>Makes consumed offsets part of the transaction: they are committed for the group if and when it is.</summary>
    /// <param name="offsets">For each partition, the offset of the next record to read.</param>
    /// <param name="group">
    /// The consumer's standing as of when the partitions were read (<see cref="IConsumer.GroupMetadata"/>), whole: a group's id alone would
    /// not fence a zombie.
    /// </param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="StaleGenerationException">The group has moved on without this member.</exception>
    /// <exception cref="ProducerFencedException">Another producer has the transactional id.</exception>
    ValueTask SendOffsetsToTransactionAsync(
        IReadOnlyCollection<TopicPartitionOffset> offsets, ConsumerGroupMetadata group, CancellationToken cancellationToken = default);

    /// <summary>Commits the transaction: all its records become visible to committed readers, and its offsets count, or nothing does.</summary>
    /// <exception cref="ProducerFencedException">Another producer has the transactional id, or the transaction timed out and was aborted.</exception>
    ValueTask CommitTransactionAsync(CancellationToken cancellationToken = default);

    /// <summary>Aborts the transaction: committed readers never see its records.</summary>
    /// <exception cref="ProducerFencedException">Another producer has the transactional id.</exception>
    ValueTask AbortTransactionAsync(CancellationToken cancellationToken = default);
}
