using System.Runtime.InteropServices;

namespace Faust.Kafka.Interop;

/// <summary>The beginning of <c>rd_kafka_metadata_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct RdMetadata
{
    public int BrokerCount;
    public void* Brokers;
    public int TopicCount;
    public RdMetadataTopic* Topics;
}
