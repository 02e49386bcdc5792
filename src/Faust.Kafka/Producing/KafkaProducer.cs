using Faust.Transport;

namespace Faust.Kafka.Producing;

/// <summary>
/// Writes to Kafka, each record once (an idempotent producer of librdkafka), in transactions where it has a transactional id. Without one it
/// makes itself a new session after an error that librdkafka cannot go on from.
/// </summary>
internal sealed partial class KafkaProducer(KafkaContext context, ProducerSettings settings) : IProducer
{
    private static readonly TimeSpan FlushPatience = TimeSpan.FromSeconds(10);

    private readonly CallThread _calls = new($"{settings.ClientId} producer calls");
    private readonly Lock _gate = new();
    private ProducerSession _session = new(context, settings);
    private volatile bool _disposed;

    public int MaxRecordBytes => _session.MaxRecordBytes;

    public ValueTask<long> SendAsync(ProducerBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ObjectDisposedException.ThrowIf(_disposed, typeof(IProducer));
        if (batch.Count == 0) throw new ArgumentException("The batch has no records.", nameof(batch));
        if (batch.HasOpenRecord) throw new InvalidOperationException("A record of the batch was begun and not ended.");
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<long>(cancellationToken);
        if (settings.TransactionalId is not null) RequireOpen();
        try
        {
            Check(batch);
        }
        catch (TransportException e)
        {
            _failed = true;
            return ValueTask.FromException<long>(e);
        }

        ValueTask<long> sending = Session().Send(batch);
        return settings.TransactionalId is null ? sending : InTransactionAsync(sending);
    }

    public async ValueTask DisposeAsync()
    {
        ProducerSession session;
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            session = _session;
        }

        await _calls.RunAsync(() =>
        {
            // A transaction that is given up is not waited for.
            if (settings.TransactionalId is null && session.Fatal is null) session.Flush(FlushPatience);
            session.Close();
        }).ConfigureAwait(false);
        _calls.Dispose();
    }

    private ProducerSession Session()
    {
        if (_session.Fatal is null || settings.TransactionalId is not null) return _session;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(IProducer));
            ProducerSession old = _session;
            if (old.Fatal is null) return old;
            _session = new ProducerSession(context, settings);
            _ = _calls.RunAsync(old.Close);
            return _session;
        }
    }

    /// <summary>What librdkafka would refuse in the middle of a batch is refused before any of it is sent.</summary>
    private void Check(ProducerBatch batch)
    {
        if (batch.TopicPartition.Partition < 0) throw new TransportException($"{batch.TopicPartition} is no partition: they begin at 0.");
        ReadOnlySpan<byte> frames = batch.Buffer.WrittenSpan;
        // Where all of it is smaller, each record is.
        if (frames.Length <= MaxRecordBytes) return;
        while (!frames.IsEmpty)
        {
            int length = ProducerBatch.ReadFrame(frames, out _, out _, out _, out _);
            if (length - ProducerBatch.FrameHeaderLength > MaxRecordBytes)
            {
                throw new RecordTooLargeException(
                    $"A record for {batch.TopicPartition} has {length - ProducerBatch.FrameHeaderLength} bytes; the producer sends at most {MaxRecordBytes} "
                    + "(message.max.bytes in Faust:Kafka:ProducerOptions, and the topic's own max.message.bytes).");
            }

            frames = frames[length..];
        }
    }
}
