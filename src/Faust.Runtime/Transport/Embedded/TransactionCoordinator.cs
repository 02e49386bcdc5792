using Faust.Transport.Embedded.Disk;

namespace Faust.Transport.Embedded;

/// <summary>Begins and ends the transactions of a log, and says who may write under which transactional id.</summary>
/// <remarks>
/// <para>Each transaction that ends raises the epoch, and the marks carry the raised one to every partition that was written (KIP-890). A
/// request of an earlier transaction that comes late or again is so refused wherever it arrives, and may safely be repeated: a send by its
/// sequence, offsets and initializations by their numbers, the end by <see cref="Transaction.LastEnd"/>.</para>
/// <para>Its lock comes before those of groups and partitions, which never call back.</para>
/// <para>What has to survive a restart changes in <see cref="SetSession"/>, <see cref="Begin"/>, <see cref="Touch"/>, <see cref="Decide"/>
/// and <see cref="Finish"/> alone.</para>
/// </remarks>
internal sealed partial class TransactionCoordinator(EmbeddedLog log, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Transaction> _transactions = new(StringComparer.Ordinal);

    /// <summary>Makes the caller the only one to write under the id; ends what is open.</summary>
    /// <param name="id">The transactional id.</param>
    /// <param name="timeout">How long its transactions may be open.</param>
    /// <param name="number">The request's number, greater than that of any earlier one: one that was overtaken changes nothing.</param>
    public ProducerSession Initialize(string id, TimeSpan timeout, long number)
    {
        lock (_gate)
        {
            log.ThrowIfDisposed();
            if (!_transactions.TryGetValue(id, out Transaction? transaction))
            {
                transaction = new Transaction(id, new ProducerSession(log.NewId(), 0));
                _transactions.Add(id, transaction);
                SetSession(transaction, transaction.Session, number);
            }
            else if (number < transaction.LastInitialization)
            {
                throw new ProducerFencedException($"Transactional id '{id}' was initialized again meanwhile: make another producer.");
            }
            else if (number > transaction.LastInitialization)
            {
                if (transaction.State == TransactionState.Ongoing) End(transaction, commit: false);
                SetSession(transaction, Following(transaction.Session), number);
            }

            transaction.Timeout = timeout;
            return transaction.Session;
        }
    }

    /// <summary>Makes a partition part of the transaction, which begins with the first.</summary>
    public void AddPartition(string id, ProducerSession session, PartitionLog partition)
    {
        lock (_gate)
        {
            Transaction transaction = Find(id, session);
            Begin(transaction);
            Touch(transaction, partition);
        }
    }

    /// <summary>Makes consumed offsets part of the transaction.</summary>
    /// <param name="id">The transactional id.</param>
    /// <param name="session">Who asks.</param>
    /// <param name="number">The request's number in its transaction, from 1.</param>
    /// <param name="offsets">The offsets.</param>
    /// <param name="consumer">The standing under which the records were read.</param>
    public void AddOffsets(
        string id, ProducerSession session, int number, IReadOnlyCollection<TopicPartitionOffset> offsets, ConsumerGroupMetadata consumer)
    {
        lock (_gate)
        {
            Transaction transaction = Find(id, session);
            // It came again, perhaps behind a later one.
            if (transaction.State == TransactionState.Ongoing && number <= transaction.LastOffsets) return;
            ConsumerGroup group = log.GetGroup(consumer.GroupId);
            group.Stage(session.ProducerId, offsets, consumer);
            Begin(transaction);
            transaction.Groups.Add(group);
            transaction.LastOffsets = number;
        }
    }

    /// <summary>Ends the transaction.</summary>
    /// <returns>Under what the producer goes on.</returns>
    public ProducerSession End(string id, ProducerSession session, bool commit)
    {
        lock (_gate)
        {
            log.ThrowIfDisposed();
            if (_transactions.TryGetValue(id, out Transaction? found) && found.LastEnd is { } last && last.Session == session &&
                found.State is TransactionState.CompleteCommit or TransactionState.CompleteAbort)
            {
                if (last.Commit == commit) return found.Session;
                throw new TransportException(
                    $"The transaction of '{id}' ({session}) was {(last.Commit ? "committed" : "aborted")} already, and cannot be {(commit ? "committed" : "aborted")}.");
            }

            Transaction transaction = Find(id, session);
            End(transaction, commit);
            transaction.LastEnd = (session, commit);
            return transaction.Session;
        }
    }

    private ProducerSession Following(ProducerSession session) =>
        session.Epoch < ProducerSession.MaxEpoch ? session with { Epoch = (short)(session.Epoch + 1) } : new ProducerSession(log.NewId(), 0);

    private Transaction Find(string id, ProducerSession session)
    {
        log.ThrowIfDisposed();
        if (_transactions.TryGetValue(id, out Transaction? transaction) && transaction.Session == session) return transaction;
        throw new ProducerFencedException(
            $"Transactional id '{id}' is at {transaction?.Session.ToString() ?? "no producer"}, and the request at {session}: another producer " +
            "has taken it over, or the transaction was over (it may have timed out).");
    }

    private void End(Transaction transaction, bool commit)
    {
        Decide(transaction, commit);
        try
        {
            Finish(transaction);
        }
        catch (TransportException e) when (log.Store is { } store)
        {
            // It is decided, and the marks cannot be written: the next start writes them.
            store.Committer.Fail(e);
            throw LogCommitter.Stopped(e);
        }
    }

    /// <summary>Who may write from now on.</summary>
    private void SetSession(Transaction transaction, ProducerSession session, long number)
    {
        if (log.Store is { } store) WriteSession(store, transaction, session, number);
        transaction.Session = session;
        transaction.State = TransactionState.Empty;
        transaction.LastInitialization = number;
        transaction.LastEnd = null;
    }

    private void Begin(Transaction transaction)
    {
        if (transaction.State == TransactionState.Ongoing) return;
        transaction.State = TransactionState.Ongoing;
        transaction.LastOffsets = 0;
        transaction.LastEnd = null;
        transaction.BegunAt = time.GetTimestamp();
        WatchTimeouts();
    }

    private static void Touch(Transaction transaction, PartitionLog partition) => transaction.Partitions.Add(partition);

    /// <summary>The point of no return: from here on, <see cref="Finish"/> comes, if need be after a restart.</summary>
    private void Decide(Transaction transaction, bool commit)
    {
        if (log.Store is { } store) DecideOnDisk(store, transaction, commit);
        transaction.State = commit ? TransactionState.PrepareCommit : TransactionState.PrepareAbort;
    }

    /// <summary>Writes the marks and settles the offsets of what is decided. Doing it again changes nothing.</summary>
    private void Finish(Transaction transaction)
    {
        ProducerSession ended = transaction.Session;
        bool commit = transaction.State == TransactionState.PrepareCommit;
        foreach (PartitionLog partition in transaction.Partitions) partition.EndTransaction(ended.ProducerId, (short)(ended.Epoch + 1), commit);
        foreach (ConsumerGroup group in transaction.Groups) group.Settle(ended.ProducerId, commit);
        if (log.WaitsForDisk) transaction.Marked.UnionWith(transaction.Partitions);
        transaction.Partitions.Clear();
        transaction.Groups.Clear();
        transaction.Session = Following(ended);
        transaction.State = commit ? TransactionState.CompleteCommit : TransactionState.CompleteAbort;
        transaction.LastEnd = null;
    }
}
