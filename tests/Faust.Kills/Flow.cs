using Faust.Records;
using Faust.Transport;

namespace Faust.Kills;

/// <summary>What the program, its driver and its verifier agree on.</summary>
internal static class Flow
{
    public const string ApplicationId = "kills";
    public const int Partitions = 4;
    private const int Keys = 24;

    public static readonly Inputs Inputs = new();
    public static readonly Outputs Outputs = new();
    public static readonly Totals Totals = new();
    public static readonly Latests Latests = new();

    /// <summary>The keys of each partition; both topics have the same.</summary>
    private static readonly int[][] KeysOf =
        [.. Enumerable.Range(0, Partitions).Select(p => Enumerable.Range(0, Keys).Where(k => PartitionOf(k) == p).ToArray())];

    public static string ChangelogOf(string table) => $"{ApplicationId}-{table}-changelog";

    /// <summary>An input follows from its partition and its number, so that nobody has to remember it.</summary>
    public static (int Key, Input Input) InputOf(int partition, long number)
    {
        int[] keys = KeysOf[partition];
        return (keys[(int)(number * 7 % keys.Length)], new Input(number, (int)((number * 2_654_435_761L) & 0xFFFF)));
    }

    private static int PartitionOf(int key)
    {
        var buffer = new ByteBuffer();
        Inputs.WriteKey(key, buffer);
        return Murmur2.Partition(buffer.WrittenSpan, Partitions);
    }
}
