namespace Faust.Transport.Embedded;

/// <content>The producer's side of transactions.</content>
internal sealed partial class EmbeddedProducer
{
    private volatile bool _open;
    private volatile bool _failed;
    private volatile bool _touched;
    private volatile string? _fenced;
    private int _offsetRequests;

    public ValueTask InitializeTransactionsAsync(CancellationToken cancellationToken = default)
    {
        string id = RequireTransactional();
        if (_session is not null) throw new InvalidOperationException($"The producer of transactional id '{id}' is initialized already.");
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);
        try
        {
            ThrowIfFenced();
            long number = _log.NewId();
            if (_link is not null) return InitializeOverLinkAsync(id, number, cancellationToken);
            _session = _log.Transactions.Initialize(id, _settings.TransactionTimeout, number);
            return _log.WaitsForDisk ? new ValueTask(_log.WhenDurableAsync()) : ValueTask.CompletedTask;
        }
        catch (TransportException e)
        {
            Failed(e);
            return ValueTask.FromException(e);
        }
    }

    public void BeginTransaction()
    {
        string id = RequireTransactional();
        if (_session is null) throw new InvalidOperationException($"Initialize the transactions of '{id}' first (InitializeTransactionsAsync).");
        if (_open) throw new InvalidOperationException($"A transaction of '{id}' is open: commit or abort it first.");
        _failed = false;
        _touched = false;
        _offsetRequests = 0;
        _open = true;
    }

    public ValueTask SendOffsetsToTransactionAsync(
        IReadOnlyCollection<TopicPartitionOffset> offsets, ConsumerGroupMetadata group, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(offsets);
        ArgumentNullException.ThrowIfNull(group);
        string id = RequireTransactional();
        if (group.GroupId.Length == 0) throw new ArgumentException("The consumer has no group whose offsets could be committed.", nameof(group));
        foreach (TopicPartitionOffset offset in offsets) ArgumentOutOfRangeException.ThrowIfNegative(offset.Offset, nameof(offsets));
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);
        try
        {
            RequireOpen();
            if (offsets.Count == 0) return ValueTask.CompletedTask;
            int number = ++_offsetRequests;
            if (_link is not null) return OffsetsOverLinkAsync(id, _session!, number, [.. offsets], group, cancellationToken);
            _log.Transactions.AddOffsets(id, _session!, number, offsets, group);
            return ValueTask.CompletedTask;
        }
        catch (TransportException e)
        {
            Failed(e);
            return ValueTask.FromException(e);
        }
    }

    public ValueTask CommitTransactionAsync(CancellationToken cancellationToken = default) => EndAsync(commit: true, cancellationToken);

    public ValueTask AbortTransactionAsync(CancellationToken cancellationToken = default) => EndAsync(commit: false, cancellationToken);

    private ValueTask EndAsync(bool commit, CancellationToken cancellationToken)
    {
        string id = RequireTransactional();
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);
        try
        {
            ThrowIfFenced();
            if (!_open) throw NoneOpen(id);
            if (commit && _failed) throw OnlyAbort(id);
            if (_link is not null && _touched) return EndOverLinkAsync(id, _session!, commit, cancellationToken);
            // Where nothing was sent, nothing can come late.
            if (_touched) _session = _log.Transactions.End(id, _session!, commit);
            _open = false;
            // So that who was told of the commit sees it.
            return _log.WaitsForDisk && _touched ? new ValueTask(_log.WhenDurableAsync()) : ValueTask.CompletedTask;
        }
        catch (TransportException e)
        {
            Failed(e);
            return ValueTask.FromException(e);
        }
    }

    private ValueTask InitializeOverLinkAsync(string id, long number, CancellationToken cancellationToken) =>
        OverLinkAsync(() => _log.Transactions.Initialize(id, _settings.TransactionTimeout, number), cancellationToken);

    private ValueTask OffsetsOverLinkAsync(
        string id, ProducerSession session, int number, TopicPartitionOffset[] offsets, ConsumerGroupMetadata group, CancellationToken cancellationToken) =>
        OverLinkAsync(
            () =>
            {
                _log.Transactions.AddOffsets(id, session, number, offsets, group);
                return session;
            },
            cancellationToken);

    private async ValueTask EndOverLinkAsync(string id, ProducerSession session, bool commit, CancellationToken cancellationToken)
    {
        await OverLinkAsync(() => _log.Transactions.End(id, session, commit), cancellationToken).ConfigureAwait(true);
        _open = false;
    }

    private async ValueTask OverLinkAsync(Func<ProducerSession> request, CancellationToken cancellationToken)
    {
        try
        {
            ProducerSession session = await _link!.CallAsync(request, cancellationToken).ConfigureAwait(true);
            if (_log.WaitsForDisk) await _log.WhenDurableAsync().ConfigureAwait(true);
            _session = session;
        }
        catch (Exception e) when (e is TransportException or OperationCanceledException)
        {
            Failed(e);
            throw;
        }
    }

    private string RequireTransactional()
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(IProducer));
        return _settings.TransactionalId
            ?? throw new InvalidOperationException("The producer has no transactions: set ProducerSettings.TransactionalId.");
    }

    /// <summary>A transaction that takes more. From here on the log may know of it.</summary>
    private void RequireOpen()
    {
        ThrowIfFenced();
        if (!_open) throw NoneOpen(_settings.TransactionalId!);
        if (_failed) throw OnlyAbort(_settings.TransactionalId!);
        _touched = true;
    }

    private void ThrowIfFenced()
    {
        if (_fenced is { } message) throw new ProducerFencedException(message);
    }

    private void Failed(Exception e)
    {
        if (_settings.TransactionalId is null) return;
        _failed = true;
        if (e is ProducerFencedException fenced) _fenced = fenced.Message;
    }

    private static InvalidOperationException NoneOpen(string id) => new($"No transaction of '{id}' was begun (BeginTransaction).");

    private static InvalidOperationException OnlyAbort(string id) => new($"A call in the open transaction of '{id}' failed: abort the transaction.");
}
