using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Faust.Kafka.Interop;
using Faust.Transport;

namespace Faust.Kafka.Consuming;

/// <summary>
/// Records over librdkafka's memory, as the fetch brought it; given back message by message when the batch is. Reused by its consumer.
/// </summary>
internal sealed unsafe class KafkaRecordBatch : RecordBatch
{
    private const int ChunkBytes = 4096;

    private readonly RecordBatchPool _pool;
    // Headers come in Kafka's form, and are written here in the seam's: blocks that do not move while the batch is held.
    private readonly List<(nint Memory, int Size)> _chunks = [];
    private int _chunk;
    private int _chunkUsed;
    private int _messages;
    private int _handedOut;

    public KafkaRecordBatch(RecordBatchPool pool, int most)
    {
        _pool = pool;
        Buffer = new LogRecord[most];
        Messages = GC.AllocateUninitializedArray<nint>(most, pinned: true);
    }

    ~KafkaRecordBatch() => FreeChunks();

    /// <summary>The messages under the records.</summary>
    public nint[] Messages { get; }

    public bool IsFull => Count == Buffer.Length;

    /// <summary>Adds a message, which belongs to the batch from now on.</summary>
    public void Add(RdMessage* message, byte* headers, int headersLength)
    {
        int keyLength = message->Key == null ? -1 : (int)message->KeyLength;
        int valueLength = message->Payload == null ? -1 : (int)message->Length;
        int type;
        Buffer[Count] = new LogRecord(
            message->Offset, RdKafka.MessageTimestamp(message, &type), message->Key, keyLength, message->Payload, valueLength, headers, headersLength);
        Messages[_messages++] = (nint)message;
        Count++;
        SizeInBytes += Math.Max(keyLength, 0) + Math.Max(valueLength, 0) + headersLength;
        NextOffset = message->Offset + 1;
    }

    /// <summary>Writes a message's headers in the seam's form.</summary>
    /// <returns>Where they are; <see langword="null"/> where there are none.</returns>
    public byte* Headers(RdMessage* message, out int length)
    {
        length = 0;
        nint headers;
        if (RdKafka.MessageHeaders(message, &headers) != 0) return null;
        byte* name, value;
        nuint size;
        for (nuint i = 0; RdKafka.HeaderGetAll(headers, i, &name, &value, &size) == 0; i++)
        {
            length += 8 + MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name).Length + (value == null ? 0 : (int)size);
        }

        byte* start = Room(length);
        byte* to = start;
        for (nuint i = 0; RdKafka.HeaderGetAll(headers, i, &name, &value, &size) == 0; i++)
        {
            ReadOnlySpan<byte> nameBytes = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name);
            Unsafe.WriteUnaligned(to, nameBytes.Length);
            Unsafe.WriteUnaligned(to + 4, value == null ? -1 : (int)size);
            to += 8;
            nameBytes.CopyTo(new Span<byte>(to, nameBytes.Length));
            to += nameBytes.Length;
            if (value == null) continue;
            new ReadOnlySpan<byte>(value, (int)size).CopyTo(new Span<byte>(to, (int)size));
            to += size;
        }

        return start;
    }

    public void HandOut(TopicPartition partition, int epoch, long nextOffset)
    {
        TopicPartition = partition;
        Epoch = epoch;
        NextOffset = nextOffset;
        Volatile.Write(ref _handedOut, 1);
    }

    /// <summary>Gives the messages back and forgets the records.</summary>
    public void Reset()
    {
        for (int i = 0; i < _messages; i++) RdKafka.MessageDestroy((RdMessage*)Messages[i]);
        _messages = Count = SizeInBytes = 0;
        NextOffset = 0;
        _chunk = _chunkUsed = 0;
    }

    public void FreeChunks()
    {
        foreach ((nint memory, _) in _chunks) NativeMemory.Free((void*)memory);
        _chunks.Clear();
        GC.SuppressFinalize(this);
    }

    protected override void Release()
    {
        if (Interlocked.Exchange(ref _handedOut, 0) == 0) return;
        Reset();
        _pool.Return(this);
    }

    private byte* Room(int length)
    {
        while (_chunk < _chunks.Count && _chunkUsed + length > _chunks[_chunk].Size)
        {
            _chunk++;
            _chunkUsed = 0;
        }

        if (_chunk == _chunks.Count)
        {
            int size = Math.Max(ChunkBytes, length);
            _chunks.Add(((nint)NativeMemory.Alloc((nuint)size), size));
        }

        byte* room = (byte*)_chunks[_chunk].Memory + _chunkUsed;
        _chunkUsed += length;
        return room;
    }
}
