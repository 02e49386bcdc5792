namespace Faust.Transport.Embedded.Disk;

/// <summary>What the journal knows of a transactional id: the last entry of it.</summary>
/// <param name="Session">Who writes, or wrote the transaction that was decided.</param>
/// <param name="Number">The number of the latest initialization.</param>
/// <param name="Decision">Whether the session's transaction was committed or aborted; null before it is decided.</param>
internal readonly record struct JournaledTransaction(ProducerSession Session, long Number, bool? Decision);
