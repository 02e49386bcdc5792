using Faust.Testing.Simulation;
using Faust.Transport.Embedded;

namespace Faust.Simulation;

// What goes wrong.
internal sealed partial class SimulationRun
{
    private enum FaultKind
    {
        Kill,
        Stop,
        Start,
        Pause,
        Cut,
        Network,
        PowerFailure,
        FailedSync,
        FullDisk,
        Outage,
    }

    private List<FaultKind> FaultKinds()
    {
        List<FaultKind> kinds = [FaultKind.Kill, FaultKind.Stop, FaultKind.Start];
        if (_parameters.LateWrites) kinds.AddRange([FaultKind.Pause, FaultKind.Cut, FaultKind.Network]);
        if (_parameters.Disk is not null) kinds.AddRange([FaultKind.PowerFailure, FaultKind.PowerFailure]);
        if (_parameters.Disk == LogDurability.Synced) kinds.AddRange([FaultKind.FailedSync, FaultKind.FullDisk]);
        if (_parameters.Outages) kinds.Add(FaultKind.Outage);
        return kinds;
    }

    private void Fault()
    {
        if (_healed) return;
        SimulatedWorker? worker = _cluster.Workers.Count == 0 ? null : _cluster.Workers[_random.Next(_cluster.Workers.Count)];
        List<FaultKind> kinds = FaultKinds();
        switch (kinds[_random.Next(kinds.Count)])
        {
            case FaultKind.Kill:
                worker?.Kill();
                break;
            case FaultKind.Stop:
                worker?.Stop();
                break;
            case FaultKind.Start:
                Start($"w{1 + _random.Next(_parameters.Machines + 1)}", TimeSpan.Zero);
                break;
            case FaultKind.Pause when worker is not null:
                worker.Pause();
                Loop.After(Loop.Chaos, Within(_parameters.SessionTimeout * 3), worker.Resume);
                break;
            case FaultKind.Cut when worker is not null:
                Loop.Note(worker.Name, "cut off");
                worker.Link.Cut(Within(_parameters.SessionTimeout * 2));
                break;
            case FaultKind.Network:
                _cluster.Network = new NetworkConditions
                {
                    MaxDelay = TimeSpan.FromMilliseconds(_random.Next(1, 100)),
                    Breaks = _random.NextDouble() * 0.05,
                    Repeats = _random.NextDouble() * 0.1,
                };
                foreach (SimulatedWorker each in _cluster.Workers) each.Link.Conditions = _cluster.Network;
                _client.Link.Conditions = _cluster.Network;
                Loop.Note("network", $"delays up to {_cluster.Network.MaxDelay.TotalMilliseconds} ms, {_cluster.Network.Breaks:F3} breaks, {_cluster.Network.Repeats:F3} repeats");
                break;
            case FaultKind.PowerFailure:
                Restart(loseUnsynced: _parameters.Disk == LogDurability.Synced);
                break;
            case FaultKind.FailedSync:
                _cluster.Disk!.SyncsUntilFailure = _random.Next(20);
                Loop.Note("disk", $"fails after {_cluster.Disk.SyncsUntilFailure} syncs");
                break;
            case FaultKind.FullDisk:
                _cluster.Disk!.Capacity = _cluster.Disk.Used + _random.Next(8 * 1024);
                Loop.Note("disk", "is nearly full");
                Loop.After(Loop.Chaos, Within(TimeSpan.FromSeconds(3)), () => _cluster.Disk!.Capacity = long.MaxValue);
                break;
            case FaultKind.Outage:
                // Longer than changelogs keep tombstones.
                Loop.Note("run", "everything is off for days");
                foreach (SimulatedWorker each in _cluster.Workers.ToArray()) each.Kill();
                Loop.Leap(TimeSpan.FromDays(1 + (2 * _random.NextDouble())));
                Clean();
                break;
        }
    }

    private void Heal()
    {
        Loop.Note("run", "healed");
        _healed = true;
        if (_cluster.Disk is { } disk)
        {
            disk.Capacity = long.MaxValue;
            disk.SyncsUntilFailure = null;
            if (_cluster.HasLogFailed) Restart(loseUnsynced: true);
        }

        _cluster.Heal();
        _client.Link.Heal();
        _client.Link.Conditions = NetworkConditions.Fair;
    }

    /// <summary>Everything dies, and comes again on what the disk has.</summary>
    private void Restart(bool loseUnsynced)
    {
        _isRestarting = true;
        _client.Kill();
        _cluster.Restart(loseUnsynced);
        _isRestarting = false;
        _client = Connect();
        VerifyRestart();
    }

    private void CleanOften()
    {
        Clean();
        Loop.After(Loop.Chaos, TimeSpan.FromMilliseconds(1 + _random.Next(500)), CleanOften);
    }

    private void Clean()
    {
        if (_stopping || _cluster.HasLogFailed || IsDiskFull) return;
        _changelogs.Update(_cluster.Log);
        _cluster.Log.Clean();
    }
}
