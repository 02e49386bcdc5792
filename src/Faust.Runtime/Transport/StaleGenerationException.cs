namespace Faust.Transport;

/// <summary>A consumer spoke for a generation of its group that is over: another member has its partitions, or will.</summary>
/// <param name="message">Which group, which generation.</param>
public sealed class StaleGenerationException(string message) : TransportException(message);
