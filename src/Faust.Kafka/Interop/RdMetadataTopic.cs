using System.Runtime.InteropServices;

namespace Faust.Kafka.Interop;

/// <summary><c>rd_kafka_metadata_topic</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct RdMetadataTopic
{
    public byte* Topic;
    public int PartitionCount;
    public void* Partitions;
    public int Error;
}
