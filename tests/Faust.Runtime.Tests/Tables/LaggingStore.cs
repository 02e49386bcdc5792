using Faust.Records;
using Faust.Storage;
using Faust.Transport;

namespace Faust.Tests.Tables;

/// <summary>A store that takes what is written to a shard's changelog when the test says.</summary>
internal sealed class LaggingStore : IReadThroughStore
{
    private readonly SortedDictionary<string, byte[]> _entries = new(StringComparer.Ordinal);
    private readonly Queue<(ProducerBatch Batch, long Generation)> _waiting = [];

    public StateStorePosition? Position { get; private set; }

    public int Waiting => _waiting.Count;

    public Exception? Failure { get; set; }

    public void Add(ProducerBatch batch, long generation) => _waiting.Enqueue((batch, generation));

    /// <summary>Takes over what has waited longest.</summary>
    /// <returns>Its generation.</returns>
    public long ApplyNext()
    {
        (ProducerBatch batch, long generation) = _waiting.Dequeue();
        Apply([batch], default);
        return generation;
    }

    public void Apply(IReadOnlyList<ProducerBatch> changes, StateStorePosition position)
    {
        foreach (ProducerBatch batch in changes)
        {
            ReadOnlySpan<byte> frames = batch.Buffer.WrittenSpan;
            while (!frames.IsEmpty)
            {
                int length = ProducerBatch.ReadFrame(frames, out int key, out int value, out _, out _);
                ReadOnlySpan<byte> bytes = frames[ProducerBatch.FrameHeaderLength..];
                if (value < 0) _entries.Remove(Convert.ToHexString(bytes[..key]));
                else _entries[Convert.ToHexString(bytes[..key])] = bytes.Slice(key, value).ToArray();
                frames = frames[length..];
            }
        }

        Position = position;
    }

    public bool TryGet(ReadOnlySpan<byte> key, ByteBuffer value)
    {
        if (Failure is not null) throw Failure;
        if (!_entries.TryGetValue(Convert.ToHexString(key), out byte[]? found)) return false;
        value.Write(found);
        return true;
    }

    public int ScanFrom(ReadOnlySpan<byte> from, int count, StateStoreVisitor visit)
    {
        string first = Convert.ToHexString(from);
        int given = 0;
        foreach ((string key, byte[] value) in _entries.Where(e => string.CompareOrdinal(e.Key, first) >= 0).Take(count))
        {
            visit(Convert.FromHexString(key), value);
            given++;
        }

        return given;
    }

    public void Scan(StateStoreVisitor visit) => ScanFrom(default, int.MaxValue, visit);

    public void Clear() => _entries.Clear();

    public void Dispose()
    {
    }
}
