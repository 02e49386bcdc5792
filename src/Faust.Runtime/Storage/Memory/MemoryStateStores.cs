namespace Faust.Storage.Memory;

/// <summary>The default: a table's dictionary is all there is, and its changelog what it is read back from.</summary>
internal sealed class MemoryStateStores : IStateStoreProvider
{
    public string Description => "memory";

    public IStateStore? Open(StateStoreId id) => null;
}
