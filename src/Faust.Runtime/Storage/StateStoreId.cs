namespace Faust.Storage;

/// <summary>Names the store of one shard.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Table">The table's name.</param>
/// <param name="Partition">The partition.</param>
public readonly record struct StateStoreId(string ApplicationId, string Table, int Partition);
