namespace Faust.Transport;

/// <summary>A producer spoke for a transactional id that another producer has taken over, or for a transaction that is over.</summary>
/// <param name="message">Which transactional id, which epochs.</param>
public sealed class ProducerFencedException(string message) : TransportException(message);
