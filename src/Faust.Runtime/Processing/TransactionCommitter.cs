using Faust.Diagnostics;
using Faust.Transport;

namespace Faust.Processing;

/// <summary>
/// Exactly-once: writes what tasks hand over as one transaction, outputs, changelogs and offsets together. A transaction is open only while
/// it is written. Used on the worker's logical thread, one call at a time.
/// </summary>
/// <param name="environment">What tasks are given.</param>
/// <param name="end">The worker's end: then no outcome needs to be known any more.</param>
/// <remarks>
/// After any error whose outcome is unknown, and after being fenced, the producer is given up and the next transaction makes a new one:
/// a commit or abort that is still on its way could otherwise hit a later transaction (Jepsen on Bufstream, 2024; KIP-890). What of the
/// failed transaction counts, the log alone knows: its tasks are made again from what is committed.
/// </remarks>
internal sealed class TransactionCommitter(TaskEnvironment environment, CancellationToken end) : IAsyncDisposable
{
    private IProducer? _producer;
    private string? _id;

    /// <summary>Commits; what is handed in stays as it is.</summary>
    /// <param name="commits">What the tasks handed over.</param>
    /// <param name="group">The consumer's standing at a time when the worker had the tasks: whole, so that a zombie is fenced.</param>
    /// <exception cref="TransportException">Nothing was committed; or, where it is indefinite, that is unknown.</exception>
    public async Task CommitAsync(IReadOnlyList<TaskCommit> commits, ConsumerGroupMetadata group)
    {
        try
        {
            IProducer producer = await ProducerAsync(group).ConfigureAwait(true);
            producer.BeginTransaction();
            try
            {
                await WriteAsync(producer, commits, group).ConfigureAwait(true);
            }
            catch (TransportException e) when (!e.IsIndefinite && e is not ProducerFencedException)
            {
                await producer.AbortTransactionAsync().ConfigureAwait(true);
                throw;
            }

            await producer.CommitTransactionAsync().ConfigureAwait(true);
        }
        catch (StaleGenerationException)
        {
            // Aborted, and known to be: the producer is as good as before.
            throw;
        }
        catch
        {
            await DecideAsync(group).ConfigureAwait(true);
            throw;
        }
    }

    // A commit that is still on its way could be decided after the tasks have read where they go on. Initializing the next producer decides it
    // first: from then on it is done, or refused.
    private async Task DecideAsync(ConsumerGroupMetadata group)
    {
        while (true)
        {
            await ForgetProducerAsync().ConfigureAwait(true);
            if (end.IsCancellationRequested) return;
            try
            {
                await ProducerAsync(group).ConfigureAwait(true);
                return;
            }
            catch (TransportException e) when (e.IsIndefinite || e.IsTransient)
            {
                Log.ProducerNotMade(environment.Logger, e, e.Message);
            }

            try
            {
                await Task.Delay(environment.Options.RestartDelay, environment.Time, end).ConfigureAwait(true);
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                return;
            }
        }
    }

    public ValueTask DisposeAsync() => ForgetProducerAsync();

    private static async Task WriteAsync(IProducer producer, IReadOnlyList<TaskCommit> commits, ConsumerGroupMetadata group)
    {
        var sending = new List<Task>();
        // Where a task has nothing new, its position says all the same that the worker speaks for the partition: that is what is fenced.
        var offsets = new List<TopicPartitionOffset>();
        foreach (TaskCommit commit in commits)
        {
            foreach (TableChanges changes in commit.Changes) sending.Add(changes.Sending = producer.SendAsync(changes.Batch).AsTask());
            foreach (ProducerBatch batch in commit.Outputs) sending.Add(producer.SendAsync(batch).AsTask());
            foreach (TopicPartitionOffset position in commit.Positions)
            {
                offsets.RemoveAll(o => o.TopicPartition == position.TopicPartition);
                offsets.Add(position);
            }
        }

        if (offsets.Count > 0) sending.Add(producer.SendOffsetsToTransactionAsync(offsets, group).AsTask());
        await Task.WhenAll(sending).ConfigureAwait(true);
    }

    private async ValueTask<IProducer> ProducerAsync(ConsumerGroupMetadata group)
    {
        // The group gives a member id to one consumer only. A configured instance id is better still: it fences the instance's predecessor.
        string id = $"{environment.Options.ApplicationId}-{environment.Options.InstanceId ?? group.MemberId}";
        if (_producer is not null && _id == id) return _producer;
        await ForgetProducerAsync().ConfigureAwait(true);
        IProducer producer = environment.Transport.CreateProducer(new ProducerSettings
        {
            ClientId = id,
            TransactionalId = id,
            TransactionTimeout = environment.Options.TransactionTimeout,
        });
        try
        {
            await producer.InitializeTransactionsAsync().ConfigureAwait(true);
        }
        catch
        {
            await producer.DisposeAsync().ConfigureAwait(true);
            throw;
        }

        (_producer, _id) = (producer, id);
        return producer;
    }

    private async ValueTask ForgetProducerAsync()
    {
        if (_producer is not { } producer) return;
        (_producer, _id) = (null, null);
        try
        {
            await producer.DisposeAsync().ConfigureAwait(true);
        }
        catch (TransportException e)
        {
            // It is given up because it failed; its transaction ends with the next producer of the id, or by its timeout.
            Log.ProducerGivenUp(environment.Logger, e);
        }
    }
}
