using Faust.Transport.Embedded.Disk;

namespace Faust.Transport.Embedded;

public sealed partial class EmbeddedLog
{
    private const long ProducerIdsAtOnce = 1000;
    private readonly Lock _producerIds = new();
    private long _reservedProducerIds = -1;

    /// <summary>Whether what is asked of the log is only done once it is on the disk.</summary>
    internal bool WaitsForDisk => _store is { Durability: LogDurability.Synced };

    /// <summary>Completes when all that the log took before the call is on the disk.</summary>
    internal Task WhenDurableAsync() => _store!.Committer.WaitAsync();

    internal async ValueTask<long> WhenDurableAsync(long offset)
    {
        await WhenDurableAsync().ConfigureAwait(true);
        return offset;
    }

    /// <summary>What of the log is on the disk; <see langword="null"/> in memory.</summary>
    internal LogStore? Store => _store;

    /// <summary>No id is given out twice: a number of them is written down before the first is.</summary>
    private void ReserveIds(LogStore store, long id)
    {
        lock (_producerIds)
        {
            if (id <= _reservedProducerIds) return;
            long upTo = id + ProducerIdsAtOnce;
            store.Journal.Append(JournalEntry.ProducerIds(upTo));
            SyncJournal(store);
            _reservedProducerIds = upTo;
        }
    }

    private static void SyncJournal(LogStore store)
    {
        try
        {
            store.Journal.Sync();
        }
        catch (IOException e)
        {
            store.Committer.Fail(e);
            throw LogCommitter.Stopped(e);
        }
    }

    internal static void OpenDirectory(EmbeddedLog log) => log.Open(new PhysicalDisk(log._options.Directory!));

    private void Open(ILogDisk disk)
    {
        LogStore? store = null;
        try
        {
            store = _store = new LogStore(disk, _options.Durability, _scheduler, _logger);
            _lastId = _reservedProducerIds = store.Journal.State.ProducerIds;
            var recovery = new LogRecovery(store);
            recovery.Tidy();
            foreach (TopicSpecification specification in store.Journal.State.Topics.Values)
            {
                var topic = new LogTopic(specification, _options, store);
                foreach (PartitionLog partition in topic.Partitions) recovery.Recover(partition, LogPaths.Partition(partition.TopicPartition));
                _topics.TryAdd(specification.Name, topic);
                WatchPolicies(topic);
            }

            RestoreGroups(store);
            PartitionLog[] partitions = [.. _topics.Values.SelectMany(t => t.Partitions).OrderBy(p => p.TopicPartition)];
            foreach (PartitionLog partition in partitions) store.Journal.Append(JournalEntry.Recovered(partition.TopicPartition, partition.End));
            Transactions.Restore(store, partitions);

            // From here on the next start is not to trust what it has not seen synced.
            store.Journal.Append(JournalEntry.Opened());
            store.Journal.Sync();
        }
        catch (IOException e)
        {
            store?.Dispose();
            throw new TransportException($"The embedded log in '{disk.Description}' cannot be opened: {e.Message}", e);
        }
        catch
        {
            store?.Dispose();
            throw;
        }
    }

    private void RestoreGroups(LogStore store)
    {
        foreach ((string id, Dictionary<TopicPartition, long> offsets) in store.Journal.State.Groups)
        {
            var group = new ConsumerGroup(id, this, _time, store.Journal);
            foreach ((TopicPartition partition, long offset) in offsets)
            {
                if (!_topics.TryGetValue(partition.Topic, out LogTopic? topic) || partition.Partition >= topic.Partitions.Length) continue;
                long end = topic.Partitions[partition.Partition].End;
                // Left as it is, records yet to come would be passed over.
                if (offset > end) DiskMessages.OffsetBehindEnd(store.Logger, id, partition, offset, end);
                group.Restore(partition, Math.Min(offset, end));
            }

            _groups.TryAdd(id, group);
        }
    }

    private async ValueTask CloseAsync(LogStore store)
    {
        await store.Committer.StopAsync().ConfigureAwait(true);
        Exception? failure = store.Committer.Failure;
        if (failure is null)
        {
            try
            {
                foreach (LogTopic topic in _topics.Values)
                {
                    foreach (PartitionLog partition in topic.Partitions) partition.Close();
                }

                store.Close();
            }
            catch (Exception e) when (e is IOException or TransportException)
            {
                failure = e;
            }
        }

        store.Committer.EndWaits(failure);
        store.Dispose();
    }
}
