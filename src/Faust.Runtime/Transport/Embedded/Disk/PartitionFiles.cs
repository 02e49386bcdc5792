namespace Faust.Transport.Embedded.Disk;

/// <summary>The disk under one partition.</summary>
internal sealed class PartitionFiles(LogStore store, TopicPartition partition)
{
    public LogStore Store { get; } = store;

    public string Path { get; } = LogPaths.Partition(partition);

    /// <summary>Whether readers wait for the disk.</summary>
    public bool IsSynced { get; } = store.Durability == LogDurability.Synced;

    public void ThrowIfFailed() => Store.ThrowIfFailed();

    public string File(long baseOffset, string extension) => $"{Path}/{LogPaths.File(baseOffset, extension)}";

    /// <summary>Makes a segment's file, with room for all of it.</summary>
    /// <exception cref="TransportException">There is no room.</exception>
    public LogSegment Create(long baseOffset, int capacity, string extension = LogPaths.Segment)
    {
        try
        {
            return new LogSegment(baseOffset, Store.Disk.CreateMapped(File(baseOffset, extension), capacity));
        }
        catch (IOException e)
        {
            throw new TransportException(
                $"No further segment of {partition} can be made in '{Store.Disk.Description}' ({capacity} bytes): {e.Message} " +
                "Nothing was appended; make room, and appending goes on.",
                e)
            { IsTransient = true };
        }
    }

    /// <summary>Puts a compacted segment in the place of the one of the same offset.</summary>
    public void Replace(LogSegment compacted, long nextOffset)
    {
        compacted.Sync();
        compacted.File!.Close();
        Store.Disk.SyncDirectory(Path);
        SegmentSwap.Run(Store, Path, compacted.BaseOffset);
        WriteIndex(compacted, nextOffset);
    }

    /// <summary>Deletes a segment.</summary>
    public void Drop(long baseOffset)
    {
        Store.TryDelete(File(baseOffset, LogPaths.Index));
        Store.Disk.Rename(File(baseOffset, LogPaths.Segment), File(baseOffset, LogPaths.Deleted));
        Store.TryDelete(File(baseOffset, LogPaths.Deleted));
    }

    public void WriteIndex(LogSegment segment, long nextOffset) => SegmentIndex.Write(Store.Disk, Path, segment, nextOffset);
}
