namespace Faust.Testing.Tests.Stores;

/// <summary>Of which tables have a part.</summary>
public sealed class ReadThroughSimulatedStoreTests() : SimulatedStoreTests(readsThrough: true);
