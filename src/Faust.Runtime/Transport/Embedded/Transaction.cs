namespace Faust.Transport.Embedded;

/// <summary>A transactional id and its current transaction. Touched only under the coordinator's lock.</summary>
internal sealed class Transaction(string id, ProducerSession session)
{
    public string Id { get; } = id;

    /// <summary>Who may write.</summary>
    public ProducerSession Session { get; set; } = session;

    public TransactionState State { get; set; }

    /// <summary>How long a transaction may be open.</summary>
    public TimeSpan Timeout { get; set; }

    /// <summary>When the open transaction began.</summary>
    public long BegunAt { get; set; }

    /// <summary>The partitions that are to get a mark.</summary>
    public HashSet<PartitionLog> Partitions { get; } = [];

    /// <summary>The partitions with marks that may not be on the disk yet.</summary>
    public HashSet<PartitionLog> Marked { get; } = [];

    /// <summary>The groups with pending offsets.</summary>
    public HashSet<ConsumerGroup> Groups { get; } = [];

    /// <summary>The number of the latest request for offsets in the open transaction.</summary>
    public int LastOffsets { get; set; }

    /// <summary>The number of the latest initialization.</summary>
    public long LastInitialization { get; set; }

    /// <summary>Under which session the latest transaction was ended by its producer, and how, so that a repeated request is known;
    /// <see langword="null"/> where something else happened since.</summary>
    public (ProducerSession Session, bool Commit)? LastEnd { get; set; }
}
