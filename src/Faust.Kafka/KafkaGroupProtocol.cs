namespace Faust.Kafka;

/// <summary>How the workers of an application share out partitions.</summary>
public enum KafkaGroupProtocol
{
    /// <summary>
    /// The broker assigns (KIP-848, Kafka 4.0 and later), by its assignor <c>range</c>: a rebalance moves only what has to move, and
    /// partition n of all topics with the same number of partitions is on one worker.
    /// </summary>
    Consumer,

    /// <summary>
    /// A member assigns, by <c>range</c>, as brokers before 4.0 know it: each rebalance takes all partitions from all workers and gives them
    /// out anew.
    /// </summary>
    Classic,
}
