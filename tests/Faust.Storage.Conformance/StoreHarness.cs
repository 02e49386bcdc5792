namespace Faust.Storage.Conformance;

/// <summary>Stores to be tested, and what they are kept in.</summary>
public abstract class StoreHarness : IDisposable
{
    /// <summary>Opens stores on what there is.</summary>
    public abstract IStateStoreProvider Stores { get; }

    /// <summary>The process ends as it should and begins anew. No store is open.</summary>
    public abstract void Restart();

    public abstract void Dispose();
}
