namespace Faust.Transport.Embedded;

/// <summary>
/// The way of a client's requests to the embedded log. There is none in a process (a call is a call); a simulated network delays, loses and
/// repeats requests and answers.
/// </summary>
internal interface ILogLink
{
    /// <summary>Whether a poll reaches the log now. A consumer that it does not reach is silent for its group.</summary>
    bool IsConnected { get; }

    /// <summary>
    /// Brings a request to the log and its answer back. The request may run later, more than once, or never; the caller has made it so that
    /// running it again changes nothing.
    /// </summary>
    /// <exception cref="TransportException">There was no answer: <see cref="TransportException.IsIndefinite"/>.</exception>
    ValueTask<T> CallAsync<T>(Func<T> request, CancellationToken cancellationToken);
}
