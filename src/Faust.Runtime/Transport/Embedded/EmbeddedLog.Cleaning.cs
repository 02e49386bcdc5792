using Faust.Transport.Embedded.Disk;

namespace Faust.Transport.Embedded;

public sealed partial class EmbeddedLog
{
    private ITimer? _cleaning;
    private int _isCleaning;

    /// <summary>Does now what retention and compaction ask for.</summary>
    internal void Clean()
    {
        if (Interlocked.Exchange(ref _isCleaning, 1) == 1) return;
        try
        {
            long now = _time.GetUtcNow().ToUnixTimeMilliseconds();
            foreach (LogTopic topic in _topics.Values.OrderBy(t => t.Name, StringComparer.Ordinal))
            {
                foreach (PartitionLog partition in topic.Partitions) Clean(topic, partition, now);
            }
        }
        finally
        {
            Volatile.Write(ref _isCleaning, 0);
        }
    }

    private void Clean(LogTopic topic, PartitionLog partition, long now)
    {
        if (_disposed || _store?.Committer.Failure is not null) return;
        try
        {
            partition.Clean(topic.Policy, now);
        }
        catch (Exception e) when (e is TransportException or IOException)
        {
            if (e is IOException) _store?.Committer.Fail(e);
            DiskMessages.CleaningFailed(_logger, partition.TopicPartition, e);
        }
    }

    /// <summary>Looks for work from now on, if a topic asks for it.</summary>
    private void WatchPolicies(LogTopic topic)
    {
        if (!topic.Policy.IsNeeded || _cleaning is not null) return;
        // Weak, so that the clock does not keep a log alive that everybody has dropped.
        _cleaning = _time.CreateTimer(
            static state =>
            {
                if (((WeakReference<EmbeddedLog>)state!).TryGetTarget(out EmbeddedLog? log)) log._scheduler.Schedule(new Cleaner(log));
            },
            new WeakReference<EmbeddedLog>(this),
            _options.CleanupInterval,
            _options.CleanupInterval);
    }

    private sealed class Cleaner(EmbeddedLog log) : IThreadPoolWorkItem
    {
        public void Execute() => log.Clean();
    }
}
