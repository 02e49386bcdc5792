namespace Faust.Transport;

/// <summary>How a producer writes.</summary>
public sealed record ProducerSettings
{
    /// <summary>What the producer calls itself.</summary>
    public string ClientId { get; init; } = "faust";

    /// <summary>
    /// Makes the producer transactional: what it writes is visible to committed readers once its transaction is committed. Of all producers
    /// with the same id, the one initialized last is the only one that may write. <see langword="null"/> for a producer without transactions.
    /// </summary>
    public string? TransactionalId { get; init; }

    /// <summary>How long a transaction may stay open before the log aborts it, so that a dead producer does not block committed readers.</summary>
    public TimeSpan TransactionTimeout { get; init; } = TimeSpan.FromMinutes(1);
}
