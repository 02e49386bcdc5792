namespace Faust.Transport.Embedded.Disk;

/// <summary>A compacted segment takes the place of the one it was made from.</summary>
internal static class SegmentSwap
{
    /// <summary>Comes when the new file is on the disk, with its name. The old one's name is free only for a moment, which recovery ends.</summary>
    public static void Run(LogStore store, string directory, long baseOffset)
    {
        string segment = $"{directory}/{LogPaths.File(baseOffset, LogPaths.Segment)}";
        string old = $"{directory}/{LogPaths.File(baseOffset, LogPaths.Deleted)}";
        // Not replaced, but renamed: a file that is mapped cannot be replaced everywhere.
        store.TryDelete(old);
        store.Disk.Rename(segment, old);
        store.Disk.Rename($"{directory}/{LogPaths.File(baseOffset, LogPaths.Cleaned)}", segment);
        store.Disk.SyncDirectory(directory);
        store.TryDelete(old);
    }

    /// <summary>Ends what a crash interrupted: a compacted segment takes its place where the old one has left it, and goes where it has not.</summary>
    public static void Finish(LogStore store, string directory)
    {
        bool changed = false;
        HashSet<string> names = [.. store.Disk.List(directory)];
        foreach (string name in names)
        {
            if (name.EndsWith(LogPaths.Deleted, StringComparison.Ordinal) || name.EndsWith(LogPaths.NewIndex, StringComparison.Ordinal))
            {
                store.TryDelete($"{directory}/{name}");
            }

            if (LogPaths.BaseOffset(name, LogPaths.Cleaned) is not { } baseOffset) continue;
            string segment = LogPaths.File(baseOffset, LogPaths.Segment);
            if (names.Contains(segment)) store.Disk.Delete($"{directory}/{name}");
            else store.Disk.Rename($"{directory}/{name}", $"{directory}/{segment}");
            changed = true;
        }

        if (changed) store.Disk.SyncDirectory(directory);
    }
}
