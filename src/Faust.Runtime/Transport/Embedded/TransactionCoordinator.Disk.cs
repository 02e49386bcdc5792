using Faust.Transport.Embedded.Disk;

namespace Faust.Transport.Embedded;

/// <content>Decisions that survive.</content>
internal sealed partial class TransactionCoordinator
{
    /// <summary>
    /// Writes down a decision. With it the transaction is committed, wherever the process ends: its records are on the disk before, its
    /// marks come behind, and are written at the next start where they are missing.
    /// </summary>
    /// <remarks>On the caller's thread: the transactions of a log are decided one after the other.</remarks>
    private static void DecideOnDisk(LogStore store, Transaction transaction, bool commit)
    {
        store.ThrowIfFailed();
        (string Id, TopicPartitionOffset[])[] groups = commit
            ? [.. transaction.Groups.Select(g => (g.Id, g.Pending(transaction.Session.ProducerId))).OrderBy(g => g.Id, StringComparer.Ordinal)]
            : [];
        bool synced = store.Durability == LogDurability.Synced && commit;
        try
        {
            if (synced)
            {
                foreach (PartitionLog partition in transaction.Partitions.Except(transaction.Marked).OrderBy(p => p.TopicPartition)) partition.Sync();
            }

            SyncMarks(transaction);
            store.Journal.Append(JournalEntry.Decided(transaction.Id, transaction.Session, commit, groups));
            if (synced) store.Journal.Sync();
        }
        catch (IOException e)
        {
            store.Committer.Fail(e);
            throw LogCommitter.Stopped(e);
        }
    }

    /// <summary>Writes down who may write from now on.</summary>
    /// <exception cref="TransportException">It is not. After a decision whose marks are missing the log has failed, and the next start needs the decision.</exception>
    private static void WriteSession(LogStore store, Transaction transaction, ProducerSession session, long number)
    {
        store.ThrowIfFailed();
        try
        {
            SyncMarks(transaction);
        }
        catch (IOException e)
        {
            store.Committer.Fail(e);
            throw LogCommitter.Stopped(e);
        }

        store.Journal.Append(JournalEntry.Session(transaction.Id, session, number));
    }

    /// <summary>
    /// Comes before each entry of a transactional id: it takes the place of the last decision, also where it is an abort or a new session,
    /// and without the decision a record whose mark is missing counts as aborted.
    /// </summary>
    private static void SyncMarks(Transaction transaction)
    {
        foreach (PartitionLog partition in transaction.Marked.OrderBy(p => p.TopicPartition)) partition.Sync();
        transaction.Marked.Clear();
    }

    /// <summary>
    /// Ends what was open when the log ended, each as it was decided, and fences who still writes: nobody of before has an open transaction.
    /// </summary>
    public void Restore(LogStore store, IEnumerable<PartitionLog> partitions)
    {
        lock (_gate)
        {
            HashSet<ProducerSession> committed = [.. store.Journal.State.Transactions.Values.Where(t => t.Decision == true).Select(t => t.Session)];
            var epochs = new Dictionary<long, short>();
            foreach (PartitionLog partition in partitions)
            {
                foreach ((long producer, short epoch, bool open) in partition.Producers())
                {
                    if (open) partition.EndTransaction(producer, (short)(epoch + 1), committed.Contains(new ProducerSession(producer, epoch)));
                    epochs[producer] = Math.Max(epochs.GetValueOrDefault(producer), open ? (short)(epoch + 1) : epoch);
                }
            }

            // The marks first: what is written next takes the place of the decisions.
            foreach (PartitionLog partition in partitions) partition.Sync();
            foreach ((string id, JournaledTransaction transaction) in store.Journal.State.Transactions.ToArray())
            {
                ProducerSession last = transaction.Session;
                if (transaction.Decision is not null) last = Following(last);
                if (epochs.TryGetValue(last.ProducerId, out short seen) && seen > last.Epoch) last = last with { Epoch = seen };
                var restored = new Transaction(id, last);
                _transactions.Add(id, restored);
                SetSession(restored, last.Epoch > ProducerSession.MaxEpoch ? new ProducerSession(log.NewId(), 0) : Following(last), transaction.Number);
            }
        }
    }
}
