using System.Collections.Concurrent;
using Faust.Storage;

namespace Faust.Tests.App;

/// <summary>Stores that outlive their hosts, as files would.</summary>
internal sealed class DictionaryStores : IStateStoreProvider
{
    private readonly ConcurrentDictionary<StateStoreId, DictionaryStore> _stores = new();

    public IEnumerable<DictionaryStore> All => _stores.Values;

    public string Description => "dictionaries";

    public IStateStore Open(StateStoreId id)
    {
        DictionaryStore store = _stores.GetOrAdd(id, static id => new DictionaryStore(id));
        if (store.IsOpen) throw new StateStoreException($"{id} is open already.");
        store.IsOpen = true;
        return store;
    }
}
