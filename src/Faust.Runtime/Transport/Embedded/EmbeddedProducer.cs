namespace Faust.Transport.Embedded;

/// <summary>Appends on the caller's thread: without a link, what it returns is always complete.</summary>
internal sealed partial class EmbeddedProducer : IProducer
{
    private readonly EmbeddedLog _log;
    private readonly ProducerSettings _settings;
    private readonly ILogLink? _link;
    private readonly LinkedSends? _sends;
    private volatile ProducerSession? _session;
    private volatile bool _disposed;

    public EmbeddedProducer(EmbeddedLog log, ProducerSettings settings, ILogLink? link)
    {
        _log = log;
        _settings = settings;
        _link = link;
        if (link is not null) _sends = new LinkedSends(log, link, settings.TransactionalId);
        if (settings.TransactionalId is null) _session = new ProducerSession(log.NewId(), 0);
    }

    public int MaxRecordBytes => _log.MaxRecordBytes;

    public ValueTask<long> SendAsync(ProducerBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ObjectDisposedException.ThrowIf(_disposed, typeof(IProducer));
        if (batch.HasOpenRecord) throw new InvalidOperationException($"A record for {batch.TopicPartition} was begun and not ended.");
        if (batch.Count == 0) throw new ArgumentException($"The batch for {batch.TopicPartition} has no records.", nameof(batch));
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<long>(cancellationToken);
        try
        {
            if (_settings.TransactionalId is not null) RequireOpen();
            // A smaller batch has no larger record.
            if (batch.Buffer.Length > MaxRecordBytes) RequireSmallRecords(batch);
            if (_sends is not null) return SendOverLinkAsync(batch, cancellationToken);
            long first = _log.Append(
                batch.TopicPartition, batch.Buffer.WrittenSpan, batch.Count, _session!, PartitionLog.NextSequence, _settings.TransactionalId);
            // In a transaction the commit waits for all.
            return _log.WaitsForDisk && _settings.TransactionalId is null ? _log.WhenDurableAsync(first) : new ValueTask<long>(first);
        }
        catch (TransportException e)
        {
            Failed(e);
            return ValueTask.FromException<long>(e);
        }
    }

    public ValueTask DisposeAsync()
    {
        _disposed = true;
        return ValueTask.CompletedTask;
    }

    private void RequireSmallRecords(ProducerBatch batch)
    {
        ReadOnlySpan<byte> frames = batch.Buffer.WrittenSpan;
        while (!frames.IsEmpty)
        {
            int length = ProducerBatch.ReadFrame(frames, out _, out _, out _, out _);
            int size = length - ProducerBatch.FrameHeaderLength;
            if (size > MaxRecordBytes)
            {
                throw new RecordTooLargeException(
                    $"A record for {batch.TopicPartition} has {size} bytes of key, value and headers, and the log takes at most {MaxRecordBytes} " +
                    $"({nameof(EmbeddedLogOptions)}.{nameof(EmbeddedLogOptions.MaxRecordBytes)}): nothing of its batch was written.");
            }

            frames = frames[length..];
        }
    }

    private async ValueTask<long> SendOverLinkAsync(ProducerBatch batch, CancellationToken cancellationToken)
    {
        ProducerSession session = _session!;
        try
        {
            return await _sends!.SendAsync(batch, session, cancellationToken).ConfigureAwait(true);
        }
        catch (Exception e) when (e is TransportException or OperationCanceledException)
        {
            Failed(e);
            // Whether the batch is there or not, what follows must not depend on it: a new epoch, whose sequences begin anew.
            if (_settings.TransactionalId is null && ReferenceEquals(_session, session)) _session = Renewed(session);
            throw;
        }
    }

    private ProducerSession Renewed(ProducerSession session) =>
        session.Epoch < ProducerSession.MaxEpoch ? session with { Epoch = (short)(session.Epoch + 1) } : new ProducerSession(_log.NewId(), 0);
}
