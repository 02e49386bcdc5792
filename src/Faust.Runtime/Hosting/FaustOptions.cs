namespace Faust;

/// <summary>Options.</summary>
public sealed class FaustOptions
{
    /// <summary>Partitions of a topic that declares none.</summary>
    public int DefaultPartitions { get; set; } = 4;
}
