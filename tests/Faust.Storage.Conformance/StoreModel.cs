using System.Text;
using Faust.Records;
using Faust.Transport;

namespace Faust.Storage.Conformance;

/// <summary>What a store should have: the changes applied to a dictionary.</summary>
public sealed class StoreModel
{
    private readonly Dictionary<string, string> _entries = [];

    public StateStorePosition? Position { get; private set; }

    public void Apply(IEnumerable<(byte[] Key, byte[]? Value)> changes, StateStorePosition position)
    {
        foreach ((byte[] key, byte[]? value) in changes)
        {
            if (value is null) _entries.Remove(Text(key));
            else _entries[Text(key)] = Text(value);
        }

        Position = position;
    }

    public void Clear()
    {
        _entries.Clear();
        Position = null;
    }

    /// <summary>Compares all that a store has with this.</summary>
    public void AssertEqual(IStateStore store)
    {
        var found = new Dictionary<string, string>();
        store.Scan((key, value) => Assert.True(found.TryAdd(Convert.ToHexString(key), Convert.ToHexString(value)), "a key was given twice"));
        Assert.Equal(_entries.OrderBy(e => e.Key, StringComparer.Ordinal), found.OrderBy(e => e.Key, StringComparer.Ordinal));
        Assert.Equal(Position, store.Position);
        if (store is IReadThroughStore readThrough) AssertReadable(readThrough);
    }

    private void AssertReadable(IReadThroughStore store)
    {
        var value = new ByteBuffer();
        foreach ((string key, string expected) in _entries)
        {
            value.Clear();
            // It is added to what is there.
            value.Write([7]);
            Assert.True(store.TryGet(Convert.FromHexString(key), value));
            Assert.Equal($"07{expected}", Convert.ToHexString(value.WrittenSpan));
            if (!_entries.ContainsKey($"{key}00")) Assert.False(store.TryGet(Convert.FromHexString($"{key}00"), value));
        }

        // Page by page, each from the key behind the last one: in the order of the bytes, and the same entries.
        var found = new List<KeyValuePair<string, string>>();
        byte[] next = [];
        while (true)
        {
            int before = found.Count;
            int count = store.ScanFrom(next, 7, (key, v) => found.Add(new(Convert.ToHexString(key), Convert.ToHexString(v))));
            Assert.Equal(count, found.Count - before);
            Assert.InRange(count, 0, 7);
            if (count == 0) break;
            next = [.. Convert.FromHexString(found[^1].Key), 0];
            if (count < 7) Assert.Equal(0, store.ScanFrom(next, 7, (_, _) => { }));
        }

        Assert.Equal(_entries.OrderBy(e => e.Key, StringComparer.Ordinal), found);
    }

    public static ProducerBatch ToBatch(IEnumerable<(byte[] Key, byte[]? Value)> changes)
    {
        var batch = new ProducerBatch(new TopicPartition("changelog", 0));
        foreach ((byte[] key, byte[]? value) in changes)
        {
            batch.BeginRecord(1);
            batch.Buffer.Write(key);
            batch.EndKey();
            batch.Buffer.Write(value);
            batch.EndRecord(value is not null, value?.Length % 3 == 1 ? Encoding.ASCII.GetBytes("headers are not kept") : default);
        }

        return batch;
    }

    private static string Text(byte[] bytes) => Convert.ToHexString(bytes);
}
