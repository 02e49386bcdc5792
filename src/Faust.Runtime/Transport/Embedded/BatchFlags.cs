namespace Faust.Transport.Embedded;

/// <summary>What a batch is to transactions.</summary>
[Flags]
internal enum BatchFlags : short
{
    None = 0,

    /// <summary>Written in a transaction: what becomes of it is told by a mark that follows.</summary>
    Transactional = 1,

    /// <summary>The mark that ends a producer's transaction in this partition: one offset, no frame, never handed out.</summary>
    Control = 2,

    /// <summary>Of a mark: the transaction was committed; without, it was aborted.</summary>
    Commit = 4,
}
