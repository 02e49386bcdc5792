using Faust.Processing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Faust.Testing.Simulation;

/// <summary>One life of a worker process: a real worker out of a real container, on a machine of the simulation.</summary>
internal sealed class SimulatedWorker
{
    private readonly SimulatedCluster _cluster;
    private readonly IHost _host;

    public SimulatedWorker(SimulatedCluster cluster, SimulatedMachine machine, SimulatedLink link, IHost host, string name)
    {
        _cluster = cluster;
        _host = host;
        Machine = machine;
        Link = link;
        Name = name;
        Worker = host.Services.GetRequiredService<FaustWorker>();
    }

    /// <summary>The name of the machine, which stays over its processes' lives.</summary>
    public string Name { get; }

    public SimulatedMachine Machine { get; }

    public SimulatedLink Link { get; }

    public FaustWorker Worker { get; }

    public IServiceProvider Services => _host.Services;

    public bool IsAlive => Machine.State != SimulatedMachineState.Dead;

    public bool IsRunning => Machine.State == SimulatedMachineState.Running;

    /// <summary>Why the process ended by itself; null where it did not, or was asked to.</summary>
    public Exception? Failure { get; private set; }

    public void Start()
    {
        var main = new LogicalThread(Machine.Scheduler);
        _ = main.RunAsync(MainAsync);
    }

    public void Kill()
    {
        if (!IsAlive) return;
        Machine.Loop.Note(Name, "killed");
        Machine.Kill();
        _cluster.OnDead(this);
    }

    public void Pause()
    {
        if (!IsRunning) return;
        Machine.Loop.Note(Name, "paused");
        Machine.Pause();
    }

    public void Resume()
    {
        if (Machine.State != SimulatedMachineState.Paused) return;
        Machine.Loop.Note(Name, "resumed");
        Machine.Resume();
    }

    /// <summary>Asks it to end, as SIGTERM does.</summary>
    public void Stop()
    {
        if (!IsAlive) return;
        Machine.Loop.Note(Name, "asked to stop");
        Worker.RequestStop();
    }

    private async Task<bool> MainAsync()
    {
        try
        {
            await Worker.PrepareAsync(CancellationToken.None).ConfigureAwait(true);
            Worker.Start();
            await Worker.Completion.ConfigureAwait(true);
            Failure = Worker.Failure;
            if (Failure is null) await Worker.DisposeAsync().ConfigureAwait(true);
        }
        catch (Exception e)
        {
            Failure = e;
        }

        Machine.Loop.Note(Name, Failure is null ? "ended" : $"ended: {Failure.GetType().Name}: {Failure.Message}");
        // A process that has ended does nothing more, whatever it left open.
        Machine.Kill();
        _cluster.OnDead(this);
        return true;
    }
}
