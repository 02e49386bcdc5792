using Faust.Transport;
using Faust.Transport.Embedded;

namespace Faust.Testing.Tests.Jepsen;

/// <summary>A log that the workload runs on, fresh for each run.</summary>
internal abstract class LogUnderTest : IAsyncDisposable
{
    /// <summary>Whether there are transactions.</summary>
    public virtual bool HasTransactions => true;

    /// <summary>A client's transport: what it asks goes over the link.</summary>
    public abstract ITransport Connect(ILogLink link);

    /// <summary>Something happens to the log itself, as a crash of its machine.</summary>
    /// <returns>Whether it is gone for all who had connected to it: they begin anew.</returns>
    public virtual bool Disturb(Random random) => false;

    /// <summary>Nothing happens to the log from now on; what had failed is started anew, for clients that begin anew.</summary>
    public virtual void Heal(Random random)
    {
    }

    /// <summary>Whether the place of a record is certain before its transaction is: a crash loses records of open transactions.</summary>
    public virtual bool KeepsOpenTransactions => true;

    public abstract ValueTask DisposeAsync();
}
