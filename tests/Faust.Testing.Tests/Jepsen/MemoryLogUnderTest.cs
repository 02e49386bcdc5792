using Faust.Transport;
using Faust.Transport.Embedded;

namespace Faust.Testing.Tests.Jepsen;

internal sealed class MemoryLogUnderTest(Schedule schedule) : LogUnderTest
{
    private readonly EmbeddedLog _log = new(schedule.Time);

    public override ITransport Connect(ILogLink link) => _log.Over(link);

    public override ValueTask DisposeAsync() => _log.DisposeAsync();
}
