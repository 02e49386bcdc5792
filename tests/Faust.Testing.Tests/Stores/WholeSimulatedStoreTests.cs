namespace Faust.Testing.Tests.Stores;

/// <summary>Of which tables are loaded as a whole.</summary>
public sealed class WholeSimulatedStoreTests() : SimulatedStoreTests(readsThrough: false);
