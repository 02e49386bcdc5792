using System.Buffers.Binary;
using System.Text;

namespace Faust.Transport.Embedded.Disk;

/// <summary>Reads the fields of an entry whose checksum was right; that they are there is its writer's doing.</summary>
internal ref struct JournalEntryReader(ReadOnlySpan<byte> entry)
{
    private ReadOnlySpan<byte> _rest = entry[1..];

    public JournalEntryKind Kind { get; } = (JournalEntryKind)entry[0];

    public int Int32()
    {
        int value = BinaryPrimitives.ReadInt32LittleEndian(_rest);
        _rest = _rest[sizeof(int)..];
        return value;
    }

    public long Int64()
    {
        long value = BinaryPrimitives.ReadInt64LittleEndian(_rest);
        _rest = _rest[sizeof(long)..];
        return value;
    }

    public string Text()
    {
        int length = Int32();
        string text = Encoding.UTF8.GetString(_rest[..length]);
        _rest = _rest[length..];
        return text;
    }

    public TopicPartition Partition() => new(Text(), Int32());
}
