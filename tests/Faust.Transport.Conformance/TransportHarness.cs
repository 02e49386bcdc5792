namespace Faust.Transport.Conformance;

/// <summary>A transport under test, fresh for each test or shared and then with names of its own for each.</summary>
public abstract class TransportHarness : IAsyncDisposable
{
    private int _names;

    public abstract ITransport Transport { get; }

    public abstract TransportCapabilities Capabilities { get; }

    /// <summary>What makes names unique where runs share a log; empty otherwise.</summary>
    protected virtual string NamePrefix => "";

    public string NewName(string kind) => $"{NamePrefix}{kind}-{++_names}";

    /// <summary>Lets this much time pass for the transport.</summary>
    public virtual ValueTask AdvanceTimeAsync(TimeSpan by) => throw new NotSupportedException();

    public virtual ValueTask DisposeAsync() => Transport.DisposeAsync();
}
