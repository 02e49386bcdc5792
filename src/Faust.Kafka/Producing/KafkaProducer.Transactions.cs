using Faust.Kafka.Interop;
using Faust.Transport;

namespace Faust.Kafka.Producing;

/// <content>Transactions. librdkafka's calls block, so they run on a thread of their own.</content>
internal sealed partial class KafkaProducer
{
    // librdkafka: as long as the transaction itself may take.
    private const int AsLongAsTheTransaction = -1;

    private volatile bool _initialized;
    private volatile bool _open;
    private volatile bool _begun;
    private volatile bool _failed;
    private volatile string? _fenced;

    public async ValueTask InitializeTransactionsAsync(CancellationToken cancellationToken = default)
    {
        string id = RequireTransactional();
        if (_initialized) throw new InvalidOperationException($"The producer of transactional id '{id}' is initialized already.");
        cancellationToken.ThrowIfCancellationRequested();
        await CallAsync(
            $"The start of transactional id '{id}'",
            client => RdKafka.InitTransactions(client, (int)context.Options.RequestTimeout.TotalMilliseconds),
            cancellationToken).ConfigureAwait(true);
        _initialized = true;
    }

    public void BeginTransaction()
    {
        string id = RequireTransactional();
        if (!_initialized) throw new InvalidOperationException($"Initialize the transactions of '{id}' first (InitializeTransactionsAsync).");
        if (_open) throw new InvalidOperationException($"A transaction of '{id}' is open: commit or abort it first.");
        // It tells nobody: the broker learns of it with the first record. So it does not block.
        (int code, string text, bool isFatal, _) = KafkaErrors.Take(RdKafka.BeginTransaction(_session.Client.Handle));
        if (code != 0) throw ErrorOf($"The begin of a transaction of '{id}'", code, text, isFatal);
        _failed = _begun = false;
        _open = true;
    }

    public ValueTask SendOffsetsToTransactionAsync(
        IReadOnlyCollection<TopicPartitionOffset> offsets, ConsumerGroupMetadata group, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(offsets);
        ArgumentNullException.ThrowIfNull(group);
        RequireTransactional();
        if (group.GroupId.Length == 0) throw new ArgumentException("The consumer has no group whose offsets could be committed.", nameof(group));
        foreach (TopicPartitionOffset offset in offsets) ArgumentOutOfRangeException.ThrowIfNegative(offset.Offset, nameof(offsets));
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);
        RequireOpen();
        if (offsets.Count == 0) return ValueTask.CompletedTask;
        _begun = true;
        TopicPartitionOffset[] sent = [.. offsets];
        return new ValueTask(CallAsync($"Sending offsets of group '{group.GroupId}' to the transaction", client => SendOffsets(client, sent, group), cancellationToken));
    }

    public ValueTask CommitTransactionAsync(CancellationToken cancellationToken = default) => EndAsync(commit: true, cancellationToken);

    public ValueTask AbortTransactionAsync(CancellationToken cancellationToken = default) => EndAsync(commit: false, cancellationToken);

    private async ValueTask EndAsync(bool commit, CancellationToken cancellationToken)
    {
        string id = RequireTransactional();
        cancellationToken.ThrowIfCancellationRequested();
        if (!_open) throw new InvalidOperationException($"No transaction of '{id}' is open: begin one first.");
        ThrowIfFenced();
        if (commit && _failed) throw OnlyAbort(id);
        await CallAsync(
            $"The {(commit ? "commit" : "abort")} of a transaction of '{id}'",
            client =>
            {
                if (commit) return RdKafka.CommitTransaction(client, AsLongAsTheTransaction);
                // An abort with records still in librdkafka's queue can end in a fatal error (librdkafka issue 4849): they are sent first.
                if (_begun) RdKafka.Flush(client, (int)settings.TransactionTimeout.TotalMilliseconds);
                return RdKafka.AbortTransaction(client, AsLongAsTheTransaction);
            },
            cancellationToken).ConfigureAwait(true);
        _open = false;
    }

    private unsafe nint SendOffsets(nint client, TopicPartitionOffset[] offsets, ConsumerGroupMetadata group)
    {
        RdTopicPartitionList* list = RdTopicPartitionList.Of(offsets);
        nint metadata = RdKafka.GroupMetadataNew(group.GroupId, group.Generation, group.MemberId, context.Options.GroupInstanceId);
        nint error = RdKafka.SendOffsetsToTransaction(client, list, metadata, AsLongAsTheTransaction);
        RdKafka.GroupMetadataDestroy(metadata);
        RdKafka.ListDestroy(list);
        return error;
    }

    private async Task CallAsync(string what, Func<nint, nint> call, CancellationToken cancellationToken)
    {
        ThrowIfFenced();
        try
        {
            await _calls.RunAsync(() =>
            {
                (int code, string text, bool isFatal, bool requiresAbort) = KafkaErrors.Take(call(_session.Client.Handle));
                if (code != 0) throw ErrorOf(what, code, text, isFatal, requiresAbort);
            }).WaitAsync(cancellationToken).ConfigureAwait(true);
        }
        catch (Exception e)
        {
            Failed(e);
            throw;
        }
    }

    private async ValueTask<long> InTransactionAsync(ValueTask<long> sending)
    {
        _begun = true;
        try
        {
            return await sending.ConfigureAwait(true);
        }
        catch (TransportException e)
        {
            Failed(e);
            throw;
        }
    }

    private void Failed(Exception e)
    {
        _failed = true;
        if (e is ProducerFencedException) _fenced = e.Message;
    }

    private static TransportException ErrorOf(string what, int code, string text, bool isFatal, bool requiresAbort = false)
    {
        TransportException error = KafkaErrors.Of(what, code, text);
        if (error is StaleGenerationException or ProducerFencedException) return error;
        // What must be aborted is known not to be committed; of all else only a new producer knows.
        bool isIndefinite = isFatal || !requiresAbort;
        return new TransportException(error.Message) { IsIndefinite = isIndefinite, IsTransient = error.IsTransient };
    }

    private string RequireTransactional()
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(IProducer));
        return settings.TransactionalId
            ?? throw new InvalidOperationException("The producer has no transactional id: set ProducerSettings.TransactionalId.");
    }

    private void RequireOpen()
    {
        string id = settings.TransactionalId!;
        ThrowIfFenced();
        if (!_open) throw new InvalidOperationException($"No transaction of '{id}' is open: begin one first.");
        if (_failed) throw OnlyAbort(id);
    }

    private void ThrowIfFenced()
    {
        if (_fenced is { } reason) throw new ProducerFencedException(reason);
    }

    private static InvalidOperationException OnlyAbort(string id) =>
        new($"The transaction of '{id}' has failed and can only be aborted.");
}
