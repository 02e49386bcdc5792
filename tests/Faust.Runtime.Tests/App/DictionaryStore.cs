using System.Text;
using Faust.Storage;
using Faust.Transport;

namespace Faust.Tests.App;

/// <summary>One of <see cref="DictionaryStores"/>; its keys and values as text.</summary>
internal sealed class DictionaryStore(StateStoreId id) : IStateStore
{
    public StateStoreId Id { get; } = id;

    public bool IsOpen { get; set; }

    public int Writes { get; private set; }

    public Dictionary<string, string> Entries { get; } = [];

    public StateStorePosition? Position { get; set; }

    public void Apply(IReadOnlyList<ProducerBatch> changes, StateStorePosition position)
    {
        foreach (ProducerBatch batch in changes)
        {
            ReadOnlySpan<byte> frames = batch.Buffer.WrittenSpan;
            while (!frames.IsEmpty)
            {
                int length = ProducerBatch.ReadFrame(frames, out int keyLength, out int valueLength, out _, out _);
                string key = Encoding.UTF8.GetString(frames.Slice(ProducerBatch.FrameHeaderLength, keyLength));
                if (valueLength < 0) Entries.Remove(key);
                else Entries[key] = Encoding.UTF8.GetString(frames.Slice(ProducerBatch.FrameHeaderLength + keyLength, valueLength));
                frames = frames[length..];
            }
        }

        Writes++;
        Position = position;
    }

    public void Scan(StateStoreVisitor visit)
    {
        foreach ((string key, string value) in Entries) visit(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(value));
    }

    public void Clear()
    {
        Entries.Clear();
        Position = null;
    }

    public void Dispose() => IsOpen = false;
}
