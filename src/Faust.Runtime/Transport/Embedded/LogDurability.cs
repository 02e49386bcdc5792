namespace Faust.Transport.Embedded;

/// <summary>What a completed send, offset commit or transaction survives where the embedded log is on disk.</summary>
public enum LogDurability
{
    /// <summary>
    /// The loss of power: it was written through to the disk. Everything that waits at a time goes with one sync. Readers see a record once it
    /// is as safe as that.
    /// </summary>
    Synced,

    /// <summary>The end of the process, also a killed one, but not of the machine: the operating system writes to disk when it likes.</summary>
    Process,
}
