using Faust.Generators.Model;

namespace Faust.Generators.Emit.Records;

/// <summary>
/// The numbers that a string cache tells members by. It gives up on members whose strings do not repeat, and an order's ids must not
/// cost the names in its lines their place. So each record's numbers begin elsewhere, though the same in every compilation; that two
/// records overlap is unlikely and costs no more than that.
/// </summary>
internal static class MemberId
{
    // The cache distinguishes 1024; 0 is for keys, and the last are room for the members behind the first.
    private const uint Starts = 960;

    public static int OfFirst(RecordModel record)
    {
        // FNV-1a: string.GetHashCode differs from process to process.
        uint hash = 2166136261;
        foreach (char c in record.Type.FullyQualifiedName) hash = unchecked((hash ^ c) * 16777619);
        return 1 + (int)((hash ^ (hash >> 16)) % Starts);
    }
}
