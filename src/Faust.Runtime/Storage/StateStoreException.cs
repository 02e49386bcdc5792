namespace Faust.Storage;

/// <summary>A store could not do what it was asked.</summary>
/// <param name="message">What failed, on which store, and what to do about it.</param>
/// <param name="innerException">The cause, where there is one.</param>
public sealed class StateStoreException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Why.</summary>
    public StateStoreFailure Failure { get; init; }

    /// <summary>Whether the same may succeed later, without anything being done to the store: trying again is worth it.</summary>
    public bool IsTransient => Failure is StateStoreFailure.InUse or StateStoreFailure.DiskFull;
}
