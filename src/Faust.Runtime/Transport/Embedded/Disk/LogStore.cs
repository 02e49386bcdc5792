using Faust.Processing;
using Microsoft.Extensions.Logging;

namespace Faust.Transport.Embedded.Disk;

/// <summary>What of a log is on the disk: the journal, and the segments of its partitions.</summary>
internal sealed class LogStore : IDisposable
{
    public LogStore(ILogDisk disk, LogDurability durability, ExecutionScheduler scheduler, ILogger logger)
    {
        Disk = disk;
        Durability = durability;
        Logger = logger;
        try
        {
            Journal = new Journal(disk, logger);
            WasClosed = Journal.State.IsClosed;
            Committer = new LogCommitter(scheduler, Journal);
        }
        catch
        {
            disk.Dispose();
            throw;
        }
    }

    public ILogDisk Disk { get; }

    public LogDurability Durability { get; }

    public ILogger Logger { get; }

    public Journal Journal { get; }

    public LogCommitter Committer { get; }

    /// <summary>Whether the last who had the log closed it.</summary>
    public bool WasClosed { get; }

    /// <summary>How many bytes of segments the start went through.</summary>
    public long RecoveredBytes { get; set; }

    public void ThrowIfFailed()
    {
        if (Committer.Failure is { } failure) throw LogCommitter.Stopped(failure);
    }

    /// <summary>Makes a topic durable, with its directories.</summary>
    /// <exception cref="TransportException">It could not be: there is no such topic then.</exception>
    public void CreateTopic(TopicSpecification topic)
    {
        ThrowIfFailed();
        try
        {
            string path = LogPaths.Topic(topic.Name);
            // What a creation left that came to nothing, or a deletion.
            if (Disk.List("").Contains(path)) GiveUp(path);
            for (int i = 0; i < topic.Partitions; i++) Disk.CreateDirectory(LogPaths.Partition(new TopicPartition(topic.Name, i)));
            Disk.SyncDirectory(path);
            Disk.SyncDirectory("");
            Journal.Append(JournalEntry.TopicCreated(topic));
            Journal.Sync();
        }
        catch (IOException e)
        {
            throw new TransportException($"Topic '{topic.Name}' cannot be made in '{Disk.Description}': {e.Message}", e);
        }
    }

    /// <summary>Makes a deletion durable; the files go when they may.</summary>
    public void DeleteTopic(string topic)
    {
        ThrowIfFailed();
        try
        {
            Journal.Append(JournalEntry.TopicDeleted(topic));
            Journal.Sync();
            GiveUp(LogPaths.Topic(topic));
        }
        catch (IOException e)
        {
            throw new TransportException($"Topic '{topic}' cannot be deleted from '{Disk.Description}': {e.Message}", e);
        }
    }

    /// <summary>Takes a name out of the way for good, then deletes what had it: a file that is mapped cannot be deleted everywhere.</summary>
    public void GiveUp(string path)
    {
        if (!Disk.List("").Contains(path)) return;
        string[] taken = [.. Disk.List("")];
        int number = 0;
        while (taken.Contains($"{LogPaths.Deleted}{number}")) number++;
        Disk.Rename(path, $"{LogPaths.Deleted}{number}");
        Disk.SyncDirectory("");
        TryDelete($"{LogPaths.Deleted}{number}");
    }

    public void TryDelete(string path)
    {
        try
        {
            Disk.Delete(path);
        }
        catch (IOException)
        {
            // Still mapped, on Windows: the next start deletes it.
        }
    }

    /// <summary>Says that all is on the disk.</summary>
    public void Close()
    {
        Journal.Append(JournalEntry.Closed());
        Journal.Sync();
    }

    public void Dispose()
    {
        Journal.Dispose();
        Disk.Dispose();
    }
}
