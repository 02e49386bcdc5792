namespace Faust.Transport.Embedded.Disk;

/// <summary>What an entry of the journal says. The numbers are on disk.</summary>
internal enum JournalEntryKind : byte
{
    TopicCreated = 1,
    TopicDeleted = 2,

    /// <summary>Offsets a group committed.</summary>
    Offsets = 3,

    /// <summary>The offset a partition begins at, after retention.</summary>
    LogStart = 4,

    /// <summary>The offset up to which a partition's segments are known to be whole and on the disk.</summary>
    Recovered = 5,

    /// <summary>The offset up to which a partition was compacted.</summary>
    Cleaned = 6,

    /// <summary>The log was opened: what follows an entry of this kind may be missing from the other files.</summary>
    Opened = 7,

    /// <summary>The log was closed, everything being on the disk.</summary>
    Closed = 8,

    /// <summary>Producer ids up to this one may be in use.</summary>
    ProducerIds = 9,

    /// <summary>Who writes under a transactional id.</summary>
    Session = 10,

    /// <summary>A transaction was decided: its outcome, and the offsets it commits.</summary>
    Decided = 11,
}
