namespace Faust.Storage;

/// <summary>Why a store could not do what it was asked, as far as that is known.</summary>
public enum StateStoreFailure
{
    /// <summary>Another reason, which the message tells.</summary>
    Other,

    /// <summary>Another process has the store, or this one has it already. During a rebalance that may pass.</summary>
    InUse,

    /// <summary>There is no space left on the disk. It passes once there is.</summary>
    DiskFull,

    /// <summary>A file is damaged or missing.</summary>
    Damaged,

    /// <summary>A later version wrote the store, in a format that this one does not know.</summary>
    UnknownFormat,

    /// <summary>A native library is missing, or is not of this machine's kind.</summary>
    LibraryMissing,
}
