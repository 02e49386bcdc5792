namespace Faust.Transport;

/// <summary>Writes batches. Records of one partition are kept in the order of the calls. Thread-safe.</summary>
public interface IProducer : IAsyncDisposable
{
    /// <summary>Sends the records of <paramref name="batch"/>.</summary>
    /// <remarks>When the call returns, the batch may be cleared and used again; when the task completes, the log has the records.</remarks>
    /// <returns>The offset of the first record.</returns>
    /// <exception cref="ArgumentException">The batch has no records.</exception>
    /// <exception cref="InvalidOperationException">A record of the batch was begun and not ended.</exception>
    /// <exception cref="TransportException">The log refused the records: none of them is in it, or, where it says so, some may be.</exception>
    ValueTask<long> SendAsync(ProducerBatch batch, CancellationToken cancellationToken = default);
}
