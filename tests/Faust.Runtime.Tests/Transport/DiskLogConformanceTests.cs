using Faust.Transport.Conformance;
using Faust.Transport.Embedded;

namespace Faust.Transport;

public sealed class DiskProducingTests : ProducingConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => EmbeddedHarness.CreateAsync(LogDurability.Synced);
}

public sealed class DiskAdminTests : AdminConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => EmbeddedHarness.CreateAsync(LogDurability.Synced);
}

public sealed class DiskReadingTests : ReadingConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => EmbeddedHarness.CreateAsync(LogDurability.Synced);
}

public sealed class DiskPositionTests : PositionConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => EmbeddedHarness.CreateAsync(LogDurability.Process);
}

public sealed class DiskWaitingTests : WaitingConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => EmbeddedHarness.CreateAsync(LogDurability.Synced);
}

public sealed class DiskGroupTests : GroupConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => EmbeddedHarness.CreateAsync(LogDurability.Process);
}

public sealed class DiskCommitTests : CommitConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => EmbeddedHarness.CreateAsync(LogDurability.Synced);
}

public sealed class DiskGroupSimulationTests : GroupSimulationConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => EmbeddedHarness.CreateAsync(LogDurability.Process);
}

public sealed class DiskTransactionTests : TransactionConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => EmbeddedHarness.CreateAsync(LogDurability.Synced);
}

public sealed class DiskTransactionOffsetsTests : TransactionOffsetsConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => EmbeddedHarness.CreateAsync(LogDurability.Synced);
}
