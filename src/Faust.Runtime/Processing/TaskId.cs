namespace Faust.Processing;

/// <summary>One partition of one sub-topology: what a processing task works on.</summary>
internal readonly record struct TaskId(int SubTopology, int Partition)
{
    /// <summary>As Kafka Streams writes it: <c>0_3</c>.</summary>
    public override string ToString() => $"{SubTopology}_{Partition}";
}
