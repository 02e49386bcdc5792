namespace Faust.Transport;

/// <summary>A record is larger than the log takes.</summary>
/// <param name="message">Which topic, how large, how large at most.</param>
public sealed class RecordTooLargeException(string message) : TransportException(message);
