using Faust.Processing;
using Faust.Testing.Disk;
using Faust.Testing.Simulation;
using Faust.Transport;
using Faust.Transport.Embedded;

namespace Faust.Testing.Tests.Jepsen;

/// <summary>A log on a disk that loses its power, or whose process is killed, again and again; also while it starts.</summary>
internal sealed class DiskLogUnderTest : LogUnderTest
{
    private readonly Schedule _schedule;
    private readonly LogDurability _durability;
    private readonly Random _random;
    private VirtualDisk _disk;
    private EmbeddedLog _log;

    public DiskLogUnderTest(Schedule schedule, LogDurability durability)
    {
        _schedule = schedule;
        _durability = durability;
        _random = new Random(1);
        _disk = new VirtualDisk(_random.Next());
        _log = Open();
    }

    public int Crashes { get; private set; }

    /// <summary>Of them, those of a log that was about to recover from another.</summary>
    public int CrashedStarts { get; private set; }

    public override bool KeepsOpenTransactions => _durability != LogDurability.Synced;

    public override ITransport Connect(ILogLink link) => _log.Over(link);

    public override bool Disturb(Random random)
    {
        // At a sync of its own choice, which may be amid a commit or a start, the disk has failed before.
        if (_disk.SyncsUntilFailure is null && random.Next(120) == 0) _disk.SyncsUntilFailure = random.Next(8);
        if (_disk.SyncsUntilFailure != 0 && random.Next(150) > 0) return false;
        Restart(random);
        return true;
    }

    public override void Heal(Random random)
    {
        if (_disk.SyncsUntilFailure is not null) Restart(random);
    }

    public override ValueTask DisposeAsync() => _log.DisposeAsync();

    private void Restart(Random random)
    {
        Crash(random);
        while (true)
        {
            try
            {
                if (random.Next(3) == 0) _disk.SyncsUntilFailure = random.Next(12);
                _log = Open();
                _disk.SyncsUntilFailure = null;
                return;
            }
            catch (TransportException) when (_disk.SyncsUntilFailure is not null)
            {
                CrashedStarts++;
                Crash(random);
            }
        }
    }

    private void Crash(Random random)
    {
        Crashes++;
        // A kill loses nothing that was written; it is not all that a log that syncs has to bear.
        bool isPowerLoss = _durability == LogDurability.Synced && random.Next(4) > 0;
        _disk = isPowerLoss ? _disk.Crash() : _disk.Kill();
    }

    private EmbeddedLog Open() =>
        new(_schedule.Time, DiskLog.Small with { Durability = _durability }, _disk, new DiskScheduler(_schedule, _random));

    /// <summary>The rounds of syncs take a while.</summary>
    private sealed class DiskScheduler(Schedule schedule, Random random) : ExecutionScheduler
    {
        public override void Schedule(IThreadPoolWorkItem item) => schedule.In(TimeSpan.FromMilliseconds(random.Next(4)), item.Execute);
    }
}
