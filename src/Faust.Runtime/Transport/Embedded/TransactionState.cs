namespace Faust.Transport.Embedded;

/// <summary>How far a transaction is; the names are Kafka's.</summary>
internal enum TransactionState
{
    /// <summary>Initialized, and nothing written.</summary>
    Empty,

    /// <summary>Something was written.</summary>
    Ongoing,

    /// <summary>Decided: it will be committed, whatever happens, and its marks are being written.</summary>
    PrepareCommit,

    /// <summary>Decided: it will be aborted, and its marks are being written.</summary>
    PrepareAbort,

    /// <summary>All marks of the commit are written.</summary>
    CompleteCommit,

    /// <summary>All marks of the abort are written.</summary>
    CompleteAbort,
}
