namespace Faust.Transport;

/// <summary>The log could not do what it was asked.</summary>
/// <param name="message">What failed, on what, and what to do about it.</param>
/// <param name="innerException">The cause, where there is one.</param>
public class TransportException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>
    /// Whether it is unknown if the log has done it, as after a timeout. A transactional producer is then to be made anew: a repeated or
    /// late call could hit its next transaction.
    /// </summary>
    public bool IsIndefinite { get; init; }

    /// <summary>Whether the same call may succeed later without anything being changed, as when the log is out of reach.</summary>
    public bool IsTransient { get; init; }
}
