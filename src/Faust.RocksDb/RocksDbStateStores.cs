using Faust.Storage;
using Microsoft.Extensions.Logging;

namespace Faust.RocksDb;

/// <summary>The stores of a process below one directory. Thread-safe.</summary>
internal sealed class RocksDbStateStores : IStateStoreProvider, IDisposable
{
    private readonly RocksDbOptions _options;
    private readonly Lock _gate = new();
    private readonly List<RocksDbStateStore> _open = [];
    private RocksDbShared? _shared;
    private ITimer? _timer;

    public RocksDbStateStores(RocksDbOptions options, TimeProvider time, ILogger logger)
    {
        _options = options;
        Time = time;
        Logger = logger;
    }

    public string Description => $"RocksDB {_options.Directory}";

    public TableReadThrough? ReadThrough => _options.ReadThrough ? TableReadThrough.Instance : null;

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    public RocksDbShared Shared => _shared!;

    public IStateStore Open(StateStoreId id)
    {
        lock (_gate)
        {
            _shared ??= new RocksDbShared(_options);
            TimeSpan often = _options.FlushInterval / 4;
            _timer ??= Time.CreateTimer(static stores => ((RocksDbStateStores)stores!).FlushOld(), this, often, often);
        }

        var directory = new StoreDirectory(_options.Directory, id);
        directory.Create();
        RocksDbStateStore store = OpenOrMakeAnew(id, directory);
        lock (_gate) _open.Add(store);
        return store;
    }

    /// <summary>The stores that are open, and what they share; null where none ever was.</summary>
    public (RocksDbShared? Shared, RocksDbStateStore[] Stores) Snapshot()
    {
        lock (_gate) return (_shared, [.. _open]);
    }

    public void Closed(RocksDbStateStore store)
    {
        lock (_gate) _open.Remove(store);
    }

    public void Dispose()
    {
        _timer?.Dispose();
        foreach (RocksDbStateStore store in Snapshot().Stores) store.Dispose();
        lock (_gate)
        {
            _shared?.Dispose();
            _shared = null;
        }
    }

    private RocksDbStateStore OpenOrMakeAnew(StateStoreId id, StoreDirectory directory)
    {
        if (directory.ReadReasonToDiscard() is { } reason) Discard(id, directory, reason, null);
        try
        {
            return new RocksDbStateStore(this, id, directory);
        }
        catch (StateStoreException e) when (e.Failure == StateStoreFailure.Damaged)
        {
            Discard(id, directory, e.Message, e);
            return new RocksDbStateStore(this, id, directory);
        }
    }

    private void Discard(StateStoreId id, StoreDirectory directory, string reason, StateStoreException? cause)
    {
        // Without a reason it is what is left of a store that was being emptied.
        if (reason.Length > 0)
        {
            if (_options.OnDamage == RocksDbDamage.Fail)
            {
                throw cause ?? new StateStoreException(reason) { Failure = StateStoreFailure.Damaged };
            }

            Log.DamagedStoreDeleted(Logger, id.Table, id.Partition, reason);
        }

        directory.Delete(Shared);
        directory.Create();
    }

    private void FlushOld()
    {
        foreach (RocksDbStateStore store in Snapshot().Stores) store.FlushIfOlderThan(_options.FlushInterval);
    }
}
