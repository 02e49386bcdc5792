namespace Faust.Testing.Tests.Jepsen;

/// <summary>What a history can have that a log of Kafka's kind must not, or, from <see cref="SendSkip"/> on, may.</summary>
internal enum AnomalyKind
{
    /// <summary>A value was read whose send, or transaction, failed (G1a).</summary>
    AbortedRead,

    /// <summary>A transaction read what it had itself sent.</summary>
    PrecommittedRead,

    /// <summary>A value was read that nobody sent, or from another partition than it was sent to.</summary>
    Phantom,

    /// <summary>Two values at one offset.</summary>
    InconsistentOffset,

    /// <summary>One value at two offsets.</summary>
    Duplicate,

    /// <summary>What was acknowledged lies before something that was read, and nobody has read it.</summary>
    LostWrite,

    /// <summary>What was acknowledged lies behind all that was read, though everything was read.</summary>
    Unseen,

    /// <summary>Of one transaction, something was read and something else is not there (what is G1b elsewhere).</summary>
    TornTransaction,

    /// <summary>Two reads of one operation have something between them.</summary>
    InternalPollSkip,

    /// <summary>The later of two reads of one operation is the earlier in the log.</summary>
    InternalNonmonotonicPoll,

    /// <summary>As <see cref="InternalPollSkip"/>, of two operations.</summary>
    PollSkip,

    /// <summary>As <see cref="InternalNonmonotonicPoll"/>, of two operations.</summary>
    NonmonotonicPoll,

    /// <summary>The later of two sends of one operation is the earlier in the log.</summary>
    InternalNonmonotonicSend,

    /// <summary>A send that began when another one had ended is before it in the log.</summary>
    NonmonotonicSend,

    /// <summary>The records of one batch have others between them.</summary>
    TornBatch,

    /// <summary>A group went past a record that none of its members has finished.</summary>
    ConsumptionSkip,

    /// <summary>Two transactions of a group finished the same record.</summary>
    DoubleConsumption,

    /// <summary>Operations that each read what the next one sent, or began when it had ended, in a circle.</summary>
    G1c,

    /// <summary>Others' records lie between two of a transaction's. Kafka's transactions do not keep others from writing.</summary>
    SendSkip,

    /// <summary>A circle of sends alone: allowed, as <see cref="SendSkip"/> is.</summary>
    G0,

    /// <summary>A circle of reads and sends that needs the order of sends, which are not isolated.</summary>
    G1cOfWrites,

    /// <summary>A circle with one read that something later overtook.</summary>
    GSingle,

    /// <summary>A circle with several such reads.</summary>
    G2,
}
