using Faust.Storage.Conformance;

namespace Faust.RocksDb.Tests;

public sealed class StoreConformanceTests : StateStoreConformance
{
    protected override StoreHarness CreateHarness() => new RocksDbHarness();
}
