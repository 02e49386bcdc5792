using System.Text;
using Faust.Records;

namespace Faust.Transport.Conformance;

/// <summary>A record as it was read, copied out of its batch.</summary>
public sealed record ReadRecord(TopicPartition TopicPartition, long Offset, long Timestamp, byte[]? Key, byte[]? Value, byte[] Headers, int Epoch)
{
    public string Text => Encoding.UTF8.GetString(Value ?? []);

    public static List<ReadRecord> Copy(RecordBatch batch)
    {
        var copies = new List<ReadRecord>(batch.Count);
        foreach (ref readonly LogRecord record in batch.Records)
        {
            copies.Add(new ReadRecord(
                batch.TopicPartition,
                record.Offset,
                record.Timestamp,
                record.HasKey ? record.Key.ToArray() : null,
                record.HasValue ? record.Value.ToArray() : null,
                record.Headers.ToArray(),
                batch.Epoch));
        }

        return copies;
    }

    public static byte[] EncodeHeaders(params (string Name, byte[]? Value)[] headers)
    {
        var buffer = new ByteBuffer();
        foreach ((string name, byte[]? value) in headers) RecordHeaders.Write(buffer, name, value, value is not null);
        return buffer.WrittenSpan.ToArray();
    }
}
