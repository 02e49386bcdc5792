namespace Faust.Tables;

/// <summary>A table whatever its types.</summary>
internal interface IShardedTable
{
    /// <summary>Lets the instance read and write all shards of a worker; see <see cref="AllShards{TKey, TValue}"/>.</summary>
    void BindAllShards(Func<FaustWorker> worker);
}
