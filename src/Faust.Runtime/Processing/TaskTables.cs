using Faust.Generated;
using Faust.Storage;
using Faust.Tables;
using Faust.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace Faust.Processing;

/// <summary>
/// The shards of one task's tables. A standby copy keeps them up to date and hands them to the task that takes over. Used by one logical
/// thread at a time.
/// </summary>
internal sealed class TaskTables : IAsyncDisposable
{
    private readonly AsyncServiceScope _services;
    private readonly TableCacheBudget _cache;

    /// <exception cref="StateStoreException">A store cannot be opened.</exception>
    public TaskTables(TaskId id, SubTopology subTopology, TaskEnvironment environment)
    {
        _services = environment.Services.CreateAsyncScope();
        _cache = environment.TableCache;
        var tables = new List<TaskTable>();
        All = tables;
        try
        {
            foreach (TableRegistration table in subTopology.Tables)
            {
                (object instance, ITableShard shard) = table.CreateBound(_services.ServiceProvider);
                var changelog = new TopicPartition(environment.Topology.ChangelogOf(table), id.Partition);
                IStateStore? store = environment.Stores.Open(
                    new StateStoreId(environment.Options.ApplicationId, table.Declaration.Name, id.Partition));
                tables.Add(new TaskTable(table.Declaration.Type, instance, shard, changelog, store));
                if (store is IReadThroughStore readThrough) environment.Stores.ReadThrough?.Attach(shard, readThrough, environment.TableCache);
            }
        }
        catch
        {
            CloseStores();
            _services.Dispose();
            throw;
        }
    }

    public IReadOnlyList<TaskTable> All { get; }

    /// <summary>Whether the shards have what their stores have, and know their positions: so they are when a standby copy hands them over.</summary>
    public bool IsOpen { get; set; }

    /// <summary>The services of the task: scoped ones live as long as it.</summary>
    public IServiceProvider Services => _services.ServiceProvider;

    public object Get(Type type) => All.First(t => t.Type == type).Instance;

    public async ValueTask DisposeAsync()
    {
        CloseStores();
        await _services.DisposeAsync().ConfigureAwait(true);
    }

    private void CloseStores()
    {
        foreach (TaskTable table in All)
        {
            table.Store?.Dispose();
            if (table.Shard.IsReadThrough) _cache.Remove();
        }
    }
}
