using Faust.Processing;
using Faust.Storage;
using Faust.Transport.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Faust.Testing.Simulation;

/// <summary>
/// Workers and the log in one thread, driven by a seed: the same seed and the same build give the same run, step by step.
/// </summary>
internal sealed class SimulatedCluster
{
    private readonly string _applicationId;
    private readonly Action<FaustBuilder> _configure;
    private readonly Dictionary<string, SimulatedStateStores> _stores = new(StringComparer.Ordinal);
    private readonly List<SimulatedWorker> _workers = [];
    private int _lives;

    public SimulatedCluster(int seed, string applicationId, Action<FaustBuilder> configure, SimulationHistory history)
    {
        _applicationId = applicationId;
        _configure = configure;
        Loop = new SimulationLoop(seed, history);
        Server = Loop.CreateMachine("log");
        // On the scheduler of its machine: retention and compaction are a part of the run too.
        Log = new EmbeddedLog(Server.Time, new EmbeddedLogOptions { FirstSegmentBytes = 4 * 1024, SegmentBytes = 64 * 1024 }, null, Server.Scheduler);
    }

    public SimulationLoop Loop { get; }

    /// <summary>The machine of the log.</summary>
    public SimulatedMachine Server { get; }

    /// <summary>The log itself, to be looked at without any network between.</summary>
    public EmbeddedLog Log { get; }

    /// <summary>The processes that have not ended.</summary>
    public IReadOnlyList<SimulatedWorker> Workers => _workers;

    /// <summary>Called when a process has ended, however.</summary>
    public Action<SimulatedWorker>? Ended { get; set; }

    /// <summary>Whether workers keep stores on their machines' disks.</summary>
    public bool UseStores { get; set; }

    public NetworkConditions Network { get; set; } = NetworkConditions.Fair;

    public SimulatedStateStores StoresOf(string machine)
    {
        if (!_stores.TryGetValue(machine, out SimulatedStateStores? stores)) _stores.Add(machine, stores = new SimulatedStateStores(machine));
        return stores;
    }

    /// <summary>Starts a process on a machine.</summary>
    public SimulatedWorker Start(string name)
    {
        SimulatedMachine machine = Loop.CreateMachine($"{name}/{++_lives}");
        var link = new SimulatedLink(machine, Server) { Conditions = Network };
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(machine.Time);
        builder.Services.AddSingleton<ExecutionScheduler>(machine.Scheduler);
        builder.Services.AddSingleton(machine);
        builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(new LoggerFactory([new SimulatedLoggerProvider(machine)])));
        if (UseStores) builder.Services.AddSingleton<IStateStoreProvider>(StoresOf(name));
        builder.AddFaust(_applicationId, faust =>
        {
            faust.UseTransport(Log.Over(link));
            faust.Configure(options => options.InstanceId = name);
            _configure(faust);
        });
        var worker = new SimulatedWorker(this, machine, link, builder.Build(), name);
        _workers.Add(worker);
        Loop.Note(name, "started");
        worker.Start();
        return worker;
    }

    /// <summary>Makes everything well: nobody is paused, the network is fair.</summary>
    public void Heal()
    {
        Network = NetworkConditions.Fair;
        foreach (SimulatedWorker worker in _workers.ToArray())
        {
            worker.Link.Heal();
            worker.Link.Conditions = Network;
            worker.Resume();
        }
    }

    internal void OnDead(SimulatedWorker worker)
    {
        _workers.Remove(worker);
        if (UseStores)
        {
            int lost = StoresOf(worker.Name).Crash(Loop.Random);
            if (lost > 0) Loop.Note(worker.Name, $"its stores lost the last {lost} batches");
        }

        Ended?.Invoke(worker);
    }
}
