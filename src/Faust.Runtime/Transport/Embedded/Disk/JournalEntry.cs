using System.Buffers.Binary;
using System.Text;
using Faust.Records;

namespace Faust.Transport.Embedded.Disk;

/// <summary>Writes the entries of the journal: the kind, then its fields, little-endian, text as its length and UTF-8.</summary>
internal static class JournalEntry
{
    public static byte[] TopicCreated(TopicSpecification topic)
    {
        ByteBuffer to = Begin(JournalEntryKind.TopicCreated);
        Write(to, topic.Name);
        Write(to, topic.Partitions);
        Write(to, topic.Configuration.Count);
        foreach ((string name, string value) in topic.Configuration.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            Write(to, name);
            Write(to, value);
        }

        return to.WrittenSpan.ToArray();
    }

    public static byte[] TopicDeleted(string topic)
    {
        ByteBuffer to = Begin(JournalEntryKind.TopicDeleted);
        Write(to, topic);
        return to.WrittenSpan.ToArray();
    }

    public static byte[] Offsets(string group, IReadOnlyCollection<TopicPartitionOffset> offsets)
    {
        ByteBuffer to = Begin(JournalEntryKind.Offsets);
        Write(to, group, offsets);
        return to.WrittenSpan.ToArray();
    }

    public static byte[] LogStart(TopicPartition partition, long offset) => Mark(JournalEntryKind.LogStart, partition, offset);

    public static byte[] Recovered(TopicPartition partition, long offset) => Mark(JournalEntryKind.Recovered, partition, offset);

    public static byte[] Cleaned(TopicPartition partition, long offset) => Mark(JournalEntryKind.Cleaned, partition, offset);

    public static byte[] ProducerIds(long upTo)
    {
        ByteBuffer to = Begin(JournalEntryKind.ProducerIds);
        Write(to, upTo);
        return to.WrittenSpan.ToArray();
    }

    public static byte[] Session(string id, ProducerSession session, long number)
    {
        ByteBuffer to = Begin(JournalEntryKind.Session);
        Write(to, id);
        Write(to, session.ProducerId);
        Write(to, (int)session.Epoch);
        Write(to, number);
        return to.WrittenSpan.ToArray();
    }

    public static byte[] Decided(
        string id, ProducerSession session, bool commit, IReadOnlyCollection<(string Group, TopicPartitionOffset[] Offsets)> groups)
    {
        ByteBuffer to = Begin(JournalEntryKind.Decided);
        Write(to, id);
        Write(to, session.ProducerId);
        Write(to, (int)session.Epoch);
        Write(to, commit ? 1 : 0);
        Write(to, groups.Count);
        foreach ((string group, TopicPartitionOffset[] offsets) in groups) Write(to, group, offsets);
        return to.WrittenSpan.ToArray();
    }

    public static byte[] Opened() => [(byte)JournalEntryKind.Opened];

    public static byte[] Closed() => [(byte)JournalEntryKind.Closed];

    private static byte[] Mark(JournalEntryKind kind, TopicPartition partition, long offset)
    {
        ByteBuffer to = Begin(kind);
        Write(to, partition);
        Write(to, offset);
        return to.WrittenSpan.ToArray();
    }

    private static ByteBuffer Begin(JournalEntryKind kind)
    {
        var to = new ByteBuffer(128);
        to.Write([(byte)kind]);
        return to;
    }

    private static void Write(ByteBuffer to, string group, IReadOnlyCollection<TopicPartitionOffset> offsets)
    {
        Write(to, group);
        Write(to, offsets.Count);
        foreach (TopicPartitionOffset offset in offsets)
        {
            Write(to, offset.TopicPartition);
            Write(to, offset.Offset);
        }
    }

    private static void Write(ByteBuffer to, TopicPartition partition)
    {
        Write(to, partition.Topic);
        Write(to, partition.Partition);
    }

    private static void Write(ByteBuffer to, string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        Write(to, length);
        Encoding.UTF8.GetBytes(text, to.GetSpan(length));
        to.Advance(length);
    }

    private static void Write(ByteBuffer to, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(to.GetSpan(sizeof(int)), value);
        to.Advance(sizeof(int));
    }

    private static void Write(ByteBuffer to, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to.GetSpan(sizeof(long)), value);
        to.Advance(sizeof(long));
    }
}
