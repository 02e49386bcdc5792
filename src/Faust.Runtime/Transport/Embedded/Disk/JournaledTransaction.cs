namespace Faust.Transport.Embedded.Disk;

/// <summary>What the journal knows of a transactional id.</summary>
/// <param name="Session">Who writes, or wrote the transaction that was decided.</param>
/// <param name="Number">The number of the latest initialization.</param>
/// <param name="Committed">The outcome of the session's transaction; <see langword="null"/> where none was decided.</param>
internal readonly record struct JournaledTransaction(ProducerSession Session, long Number, bool? Committed);
