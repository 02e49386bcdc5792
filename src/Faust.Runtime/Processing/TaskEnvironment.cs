using Faust.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace Faust.Processing;

/// <summary>What all tasks of a worker are given.</summary>
internal sealed record TaskEnvironment(IProducer Producer, IServiceScopeFactory Services, TimeProvider Time, ExecutionScheduler Scheduler);
