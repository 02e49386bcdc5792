namespace Faust.Transport;

/// <summary>Where to start in a partition without a committed offset, or with one that is gone.</summary>
public enum OffsetReset
{
    /// <summary>At the oldest record.</summary>
    Earliest,

    /// <summary>Behind the newest record.</summary>
    Latest,

    /// <summary>Nowhere: it is an error.</summary>
    Error,
}
