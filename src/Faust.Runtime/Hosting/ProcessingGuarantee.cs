namespace Faust;

/// <summary>What is promised of an event's effects: outputs, table entries, the offset that says it is done.</summary>
public enum ProcessingGuarantee
{
    /// <summary>No effect is ever missing. After a crash, what was done since the last commit is done again.</summary>
    AtLeastOnce,

    /// <summary>
    /// All effects of an event are there once, or none is: outputs, changelogs and offsets are one transaction of the log, and readers of
    /// committed records see nothing of what was not committed. Effects outside of the log (calls, files) are not covered.
    /// </summary>
    ExactlyOnce,
}
