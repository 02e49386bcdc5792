namespace Faust.Transport.Embedded;

/// <summary>Under which id and epoch a producer writes; another one with each transaction that ends.</summary>
/// <param name="ProducerId">The id the log gave.</param>
/// <param name="Epoch">The epoch: what comes with an earlier one is refused.</param>
internal sealed record ProducerSession(long ProducerId, short Epoch)
{
    /// <summary>The greatest epoch a producer writes under. One more fences it, before the transactional id goes on under a new producer id.</summary>
    public const short MaxEpoch = short.MaxValue - 1;

    public override string ToString() => $"producer {ProducerId}, epoch {Epoch}";
}
