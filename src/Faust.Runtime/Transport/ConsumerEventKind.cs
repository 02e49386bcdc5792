namespace Faust.Transport;

/// <summary>What a poll brought.</summary>
public enum ConsumerEventKind
{
    /// <summary>Nothing now.</summary>
    None,

    /// <summary>A batch of one partition.</summary>
    Records,

    /// <summary>Partitions are to be given up: finish, commit, then <see cref="IConsumer.CompleteRebalance"/>.</summary>
    Revoked,

    /// <summary>Partitions were given: make ready (restore, seek), then <see cref="IConsumer.CompleteRebalance"/>.</summary>
    Assigned,

    /// <summary>Partitions are gone already, to another member or with their topic: drop what was done and not committed. Needs no completion.</summary>
    Lost,
}
