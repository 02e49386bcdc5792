namespace Faust.Testing.Tests.Jepsen;

internal enum Outcome
{
    /// <summary>It happened.</summary>
    Ok,

    /// <summary>It did not happen and never will. What it read, it has read all the same.</summary>
    Failed,

    /// <summary>It may have happened, or may yet.</summary>
    Unknown,
}
