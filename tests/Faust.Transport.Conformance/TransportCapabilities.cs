namespace Faust.Transport.Conformance;

/// <summary>What a transport under test can do beyond the seam's promises; tests that need what is missing are skipped.</summary>
[Flags]
public enum TransportCapabilities
{
    None = 0,

    /// <summary><see cref="TransportHarness.AdvanceTimeAsync"/> works.</summary>
    ControlledTime = 1,

    /// <summary>Records of 5 MB are accepted.</summary>
    LargeRecords = 2,

    /// <summary>A send completes, and a poll sees it, without waiting for another process.</summary>
    Immediate = 4,

    /// <summary>The records of one send lie together, whoever else sends. Kafka splits a send where its batches end.</summary>
    WholeBatches = 8,

    /// <summary>A record may have the time 0. To librdkafka that is a record without a time, which gets that of the clock.</summary>
    EpochTimestamps = 16,

    /// <summary>
    /// While a revocation is unanswered, what stays is read on. librdkafka pauses all of a member's partitions until the answer.
    /// </summary>
    ReadsWhileRevoking = 32,

    /// <summary>A group assigns partitions of one index together across topics of any number of partitions, and moves no more than it must.</summary>
    StickyAssignment = 64,

    /// <summary>A member's id begins with its client id. With Kafka's KIP-848 the client draws a random one.</summary>
    NamedMembers = 128,

    /// <summary>A group's description has its generation. Confluent.Kafka does not tell it.</summary>
    DescribedGenerations = 256,

    /// <summary>The partitions of a deleted topic are lost with it. Kafka takes them back, as in any rebalance.</summary>
    DeletionLoses = 512,

    All = ControlledTime | LargeRecords | Immediate | WholeBatches | EpochTimestamps | ReadsWhileRevoking | StickyAssignment | NamedMembers
        | DescribedGenerations | DeletionLoses,
}
