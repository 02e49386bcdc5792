using Faust.Storage;
using Faust.Storage.Conformance;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Faust.RocksDb.Tests;

/// <summary>Stores in a directory of their own, which goes with them.</summary>
internal sealed class RocksDbHarness : StoreHarness
{
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private RocksDbStateStores _stores;

    public RocksDbHarness(Action<RocksDbOptions>? configure = null, ILogger? logger = null, TimeProvider? time = null)
    {
        _logger = logger ?? NullLogger.Instance;
        _time = time ?? TimeProvider.System;
        Options.Directory = System.IO.Directory.CreateTempSubdirectory("faust-rocksdb-").FullName;
        configure?.Invoke(Options);
        _stores = new RocksDbStateStores(Options, _time, _logger);
    }

    public RocksDbOptions Options { get; } = new() { WriteBufferBytes = 1024 * 1024, CacheBytes = 1024 * 1024 };

    public string Directory => Options.Directory;

    public override IStateStoreProvider Stores => _stores;

    public RocksDbStateStores All => _stores;

    public string PathOf(StateStoreId id) => new StoreDirectory(Directory, id).Path;

    public override void Restart()
    {
        _stores.Dispose();
        _stores = new RocksDbStateStores(Options, _time, _logger);
    }

    public override void Dispose()
    {
        _stores.Dispose();
        System.IO.Directory.Delete(Directory, recursive: true);
    }
}
