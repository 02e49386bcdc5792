using Faust.Diagnostics;
using Faust.Storage;
using Faust.Tables;
using Faust.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Faust.Processing;

/// <summary>What all tasks of a worker are given.</summary>
internal sealed record TaskEnvironment(
    FaustOptions Options,
    Topology Topology,
    ITransport Transport,
    IAdmin Admin,
    IProducer Producer,
    IStateStoreProvider Stores,
    IServiceScopeFactory Services,
    TimeProvider Time,
    ExecutionScheduler Scheduler,
    FaustMetrics Metrics,
    ILogger Logger)
{
    public ProducerBatchPool Batches { get; } = new(2 * Options.MaxStagedBytes);

    public TableCacheBudget TableCache { get; } = new(Options.TableCacheBytes);

    public StagedBytes Staged { get; } = new(Options.MaxStagedBytes);

    public bool IsExactlyOnce => Options.ProcessingGuarantee == ProcessingGuarantee.ExactlyOnce;
}
