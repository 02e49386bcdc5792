namespace Faust.Transport;

/// <summary>The log could not do what it was asked.</summary>
/// <param name="message">What failed, on what, and what to do about it.</param>
/// <param name="innerException">The cause, where there is one.</param>
public class TransportException(string message, Exception? innerException = null) : Exception(message, innerException);
