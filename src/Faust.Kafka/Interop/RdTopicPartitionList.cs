using System.Runtime.InteropServices;
using Faust.Transport;

namespace Faust.Kafka.Interop;

/// <summary><c>rd_kafka_topic_partition_list_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct RdTopicPartitionList
{
    public int Count;
    public int Size;
    public RdTopicPartition* Elements;

    /// <summary>A list of these partitions, to be destroyed by the caller.</summary>
    public static RdTopicPartitionList* Of(IReadOnlyCollection<TopicPartition> partitions)
    {
        RdTopicPartitionList* list = RdKafka.ListNew(partitions.Count);
        foreach (TopicPartition partition in partitions) RdKafka.ListAdd(list, partition.Topic, partition.Partition);
        return list;
    }

    /// <summary>A list of these offsets, to be destroyed by the caller.</summary>
    public static RdTopicPartitionList* Of(IReadOnlyCollection<TopicPartitionOffset> offsets)
    {
        RdTopicPartitionList* list = RdKafka.ListNew(offsets.Count);
        foreach (TopicPartitionOffset offset in offsets)
        {
            RdKafka.ListAdd(list, offset.TopicPartition.Topic, offset.TopicPartition.Partition)->Offset = offset.Offset;
        }

        return list;
    }

    /// <summary>The partitions, sorted.</summary>
    public static TopicPartition[] ToArray(RdTopicPartitionList* list)
    {
        if (list == null) return [];
        var partitions = new TopicPartition[list->Count];
        for (int i = 0; i < partitions.Length; i++)
        {
            partitions[i] = new TopicPartition(RdKafka.Text(list->Elements[i].Topic), list->Elements[i].Partition);
        }

        Array.Sort(partitions);
        return partitions;
    }

    /// <summary>The first error of a partition, and which; 0 where there is none.</summary>
    public static int FirstError(RdTopicPartitionList* list, out TopicPartition partition)
    {
        for (int i = 0; list != null && i < list->Count; i++)
        {
            if (list->Elements[i].Error == 0) continue;
            partition = new TopicPartition(RdKafka.Text(list->Elements[i].Topic), list->Elements[i].Partition);
            return list->Elements[i].Error;
        }

        partition = default;
        return 0;
    }
}
