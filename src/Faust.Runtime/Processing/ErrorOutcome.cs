namespace Faust.Processing;

/// <summary>What is done about a failure.</summary>
internal enum ErrorOutcome
{
    /// <summary>The event is tried again.</summary>
    Retry,

    /// <summary>The event is left out.</summary>
    Skip,

    /// <summary>The record goes to the dead letters.</summary>
    DeadLetter,

    /// <summary>The task ends.</summary>
    Stop,
}
