using System.Text;
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
