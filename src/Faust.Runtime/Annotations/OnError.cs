namespace Faust;

/// <summary>What becomes of an event that cannot be handled, once its retries are used up.</summary>
public enum OnError
{
    /// <summary>The task ends with the event's coordinates in the error, and the event is not committed: nothing is lost.</summary>
    Stop,

    /// <summary>The event is left out, with an error in the log, and the next one is handled.</summary>
    Skip,

    /// <summary>
    /// The record goes to the application's dead letters (<see cref="FaustOptions.DeadLetterTopic"/>) as it was, with where it came from and
    /// what went wrong in its headers, and the next one is handled.
    /// </summary>
    DeadLetter,
}
