using Faust.Transport.Conformance;
using Faust.Transport.Embedded;
using Microsoft.Extensions.Time.Testing;

namespace Faust.Transport;

/// <summary>The embedded log on a disk of the machine.</summary>
internal sealed class DiskHarness : TransportHarness
{
    private readonly FakeTimeProvider _time = new();
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("faust-log-");

    public DiskHarness(LogDurability durability) => Transport = new EmbeddedLog(
        _time,
        new EmbeddedLogOptions { Directory = _directory.FullName, Durability = durability, FirstSegmentBytes = 1024, SegmentBytes = 8192, MaxRecordBytes = 8 << 20 });

    public override ITransport Transport { get; }

    public override TransportCapabilities Capabilities => TransportCapabilities.All;

    public static ValueTask<TransportHarness> CreateAsync(LogDurability durability = LogDurability.Synced) => new(new DiskHarness(durability));

    public override ValueTask AdvanceTimeAsync(TimeSpan by)
    {
        _time.Advance(by);
        return default;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}

public sealed class DiskProducingTests : ProducingConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => DiskHarness.CreateAsync();
}

public sealed class DiskAdminTests : AdminConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => DiskHarness.CreateAsync();
}

public sealed class DiskReadingTests : ReadingConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => DiskHarness.CreateAsync();
}

public sealed class DiskPositionTests : PositionConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => DiskHarness.CreateAsync(LogDurability.Process);
}

public sealed class DiskWaitingTests : WaitingConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => DiskHarness.CreateAsync();
}

public sealed class DiskGroupTests : GroupConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => DiskHarness.CreateAsync(LogDurability.Process);
}

public sealed class DiskCommitTests : CommitConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => DiskHarness.CreateAsync();
}

public sealed class DiskGroupSimulationTests : GroupSimulationConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => DiskHarness.CreateAsync(LogDurability.Process);
}
