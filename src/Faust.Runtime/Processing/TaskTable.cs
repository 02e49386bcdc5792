using Faust.Storage;
using Faust.Tables;
using Faust.Transport;

namespace Faust.Processing;

/// <summary>A table's shard with its changelog and its store.</summary>
/// <param name="Type">The table's class.</param>
/// <param name="Instance">The table as agents are given it.</param>
/// <param name="Shard">Its entries.</param>
/// <param name="Changelog">The partition of the changelog.</param>
/// <param name="Store">Where it is kept across restarts; <see langword="null"/> where the changelog is all there is.</param>
internal sealed record TaskTable(Type Type, object Instance, ITableShard Shard, TopicPartition Changelog, IStateStore? Store)
{
    /// <summary>The offset of the first changelog record that the shard lacks.</summary>
    public long Position { get; set; }
}
