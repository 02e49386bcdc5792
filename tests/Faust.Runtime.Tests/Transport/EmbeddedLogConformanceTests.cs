using Faust.Transport.Conformance;
using Faust.Transport.Embedded;
using Microsoft.Extensions.Time.Testing;

namespace Faust.Transport;

internal sealed class EmbeddedHarness : TransportHarness
{
    private readonly FakeTimeProvider _time = new();

    // Segments so small that nearly every test crosses from one to the next.
    public EmbeddedHarness() => Transport = new EmbeddedLog(_time, new EmbeddedLogOptions { FirstSegmentBytes = 1024, SegmentBytes = 8192, MaxRecordBytes = 8 << 20 });

    public override ITransport Transport { get; }

    public override TransportCapabilities Capabilities => TransportCapabilities.All;

    public static ValueTask<TransportHarness> CreateAsync() => new(new EmbeddedHarness());

    public override ValueTask AdvanceTimeAsync(TimeSpan by)
    {
        _time.Advance(by);
        return default;
    }
}

public sealed class EmbeddedProducingTests : ProducingConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => EmbeddedHarness.CreateAsync();
}

public sealed class EmbeddedAdminTests : AdminConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => EmbeddedHarness.CreateAsync();
}

public sealed class EmbeddedReadingTests : ReadingConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => EmbeddedHarness.CreateAsync();
}

public sealed class EmbeddedPositionTests : PositionConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => EmbeddedHarness.CreateAsync();
}

public sealed class EmbeddedWaitingTests : WaitingConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => EmbeddedHarness.CreateAsync();
}

public sealed class EmbeddedGroupTests : GroupConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => EmbeddedHarness.CreateAsync();
}

public sealed class EmbeddedCommitTests : CommitConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => EmbeddedHarness.CreateAsync();
}

public sealed class EmbeddedGroupSimulationTests : GroupSimulationConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => EmbeddedHarness.CreateAsync();
}
