using Faust.Transport;
using Faust.Transport.Embedded;

namespace Faust.Testing.Tests.Jepsen;

internal sealed class MemoryLogUnderTest(TimeProvider time) : LogUnderTest
{
    private readonly EmbeddedLog _log = new(time);

    public override ITransport Connect(ILogLink link) => _log.Over(link);

    public override ValueTask DisposeAsync() => _log.DisposeAsync();
}
