using Faust.Transport.Conformance;

namespace Faust.Transport;

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

public sealed class EmbeddedTransactionTests : TransactionConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => EmbeddedHarness.CreateAsync();
}

public sealed class EmbeddedTransactionOffsetsTests : TransactionOffsetsConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => EmbeddedHarness.CreateAsync();
}
