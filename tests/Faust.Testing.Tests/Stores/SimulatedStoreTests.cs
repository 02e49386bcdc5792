using Faust.Storage;
using Faust.Storage.Conformance;
using Faust.Testing.Simulation;

namespace Faust.Testing.Tests.Stores;

/// <summary>The simulation's stores hold what real ones hold.</summary>
public abstract class SimulatedStoreTests(bool readsThrough) : StateStoreConformance
{
    protected override StoreHarness CreateHarness() => new Harness(readsThrough);

    private sealed class Harness(bool readsThrough) : StoreHarness
    {
        public override IStateStoreProvider Stores { get; } = new SimulatedStateStores("machine") { ReadsThrough = readsThrough };

        // They outlive the process.
        public override void Restart()
        {
        }

        public override void Dispose()
        {
        }
    }
}
