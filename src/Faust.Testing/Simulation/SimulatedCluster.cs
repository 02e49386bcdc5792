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
    private readonly EmbeddedLogOptions _options;
    private int _lives;

    public SimulatedCluster(int seed, string applicationId, Action<FaustBuilder> configure, SimulationHistory history, LogDurability? onDisk = null)
    {
        _applicationId = applicationId;
        _configure = configure;
        _options = new EmbeddedLogOptions
        {
            FirstSegmentBytes = onDisk is null ? 4 * 1024 : 1024,
            SegmentBytes = onDisk is null ? 64 * 1024 : 16 * 1024,
            Durability = onDisk ?? LogDurability.Synced,
            // Whoever runs the simulation cleans: it has to read what is there before.
            CleanupInterval = TimeSpan.FromDays(1000),
        };
        Loop = new SimulationLoop(seed, history);
        Server = Loop.CreateMachine("log");
        if (onDisk is not null) Disk = new VirtualDisk(Loop.Random.Next());
        Log = OpenLog();
    }

    public SimulationLoop Loop { get; }

    /// <summary>The machine of the log.</summary>
    public SimulatedMachine Server { get; private set; }

    /// <summary>The log itself, to be looked at without any network between.</summary>
    public EmbeddedLog Log { get; private set; }

    /// <summary>The disk of the log; <see langword="null"/> where it is in memory.</summary>
    public VirtualDisk? Disk { get; private set; }

    /// <summary>Whether the log has stopped taking anything because its disk failed.</summary>
    public bool HasLogFailed => Log.Store?.Committer.Failure is not null;

    /// <summary>How far the clocks of the workers' machines may be off.</summary>
    public TimeSpan MaxSkew { get; set; }

    /// <summary>The processes that have not ended.</summary>
    public IReadOnlyList<SimulatedWorker> Workers => _workers;

    /// <summary>Called when a process has ended, however.</summary>
    public Action<SimulatedWorker>? Ended { get; set; }

    /// <summary>Called when a process logs an exception.</summary>
    public Action<string, Exception>? Logged { get; set; }

    /// <summary>Whether workers keep stores on their machines' disks.</summary>
    public bool UseStores { get; set; }

    /// <summary>Whether tables have a part of their stores' entries in memory, instead of all of them.</summary>
    public bool UseReadThrough { get; set; }

    public NetworkConditions Network { get; set; } = NetworkConditions.Fair;

    /// <summary>The machines that have run a worker, in the order of their names.</summary>
    public IEnumerable<string> MachinesWithStores => _stores.Keys.Order(StringComparer.Ordinal);

    public SimulatedStateStores StoresOf(string machine)
    {
        if (!_stores.TryGetValue(machine, out SimulatedStateStores? stores)) _stores.Add(machine, stores = new SimulatedStateStores(machine) { ReadsThrough = UseReadThrough });
        return stores;
    }

    /// <summary>Starts a process on a machine.</summary>
    public SimulatedWorker Start(string name)
    {
        SimulatedMachine machine = Loop.CreateMachine($"{name}/{++_lives}");
        machine.Time.Skew = TimeSpan.FromTicks(Loop.Random.NextInt64(-MaxSkew.Ticks, MaxSkew.Ticks + 1));
        SimulatedLink link = Connect(machine);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(machine.Time);
        builder.Services.AddSingleton<ExecutionScheduler>(machine.Scheduler);
        builder.Services.AddSingleton(machine);
        builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(new LoggerFactory([new SimulatedLoggerProvider(machine, (text, e) => Logged?.Invoke(text, e))])));
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

    /// <summary>A connection of a machine to the log as it is now; it ends with the log's process.</summary>
    public SimulatedLink Connect(SimulatedMachine machine) => new(machine, Server) { Conditions = Network };

    /// <summary>Everything dies at once, and the log is opened again on what its disk has. Workers are not started again.</summary>
    /// <param name="loseUnsynced">Whether the power failed; else it is the processes alone that end, and what was written is there.</param>
    public void Restart(bool loseUnsynced)
    {
        Loop.Note("log", loseUnsynced ? "power failure" : "all processes killed");
        foreach (SimulatedWorker worker in _workers.ToArray()) worker.Kill();
        Server.Kill();
        Disk = loseUnsynced ? Disk!.Crash() : Disk!.Kill();
        Disk.Capacity = long.MaxValue;
        Server = Loop.CreateMachine("log");
        Log = OpenLog();
        Loop.Note("log", "opened again");
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

    private EmbeddedLog OpenLog() => new(Server.Time, _options, Disk, Server.Scheduler, new SimulatedLoggerProvider(Server).CreateLogger(nameof(EmbeddedLog)));
}
