namespace Faust.Transport;

/// <summary>What a reader sees of transactions.</summary>
public enum IsolationLevel
{
    /// <summary>Records of committed transactions and those without one, up to the first record of a transaction that is still open.</summary>
    ReadCommitted,

    /// <summary>All records at once, also those of transactions that are open or aborted.</summary>
    ReadUncommitted,
}
