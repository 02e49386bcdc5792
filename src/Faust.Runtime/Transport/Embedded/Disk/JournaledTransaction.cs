namespace Faust.Transport.Embedded.Disk;

/// <summary>What the journal knows of a transactional id.</summary>
/// <param name="Session">Who writes, or wrote the transaction that was decided.</param>
/// <param name="Number">The number of the latest initialization.</param>
/// <param name="IsDecided">Whether the session's transaction was decided.</param>
/// <param name="Committed">The session of the transaction that was committed last. It is known until the next one is committed, whatever comes
/// between: only that one makes sure that the marks are on the disk.</param>
internal readonly record struct JournaledTransaction(ProducerSession Session, long Number, bool IsDecided, ProducerSession? Committed);
