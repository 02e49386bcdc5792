using Faust.Tables;

namespace Faust.Generated;

/// <param name="Declaration">What the table is.</param>
/// <param name="CreateBound">Makes an instance with an empty shard.</param>
internal sealed record TableRegistration(TableDeclaration Declaration, Func<IServiceProvider, (object Table, ITableShard Shard)> CreateBound);
