namespace Faust.Processing;

/// <summary>How much the tasks of a worker keep for their next commit, all together. Thread-safe.</summary>
internal sealed class StagedBytes(long most)
{
    private long _bytes;

    /// <summary>Whether a task that has something to hand over should do so before it goes on.</summary>
    public bool IsFull => Volatile.Read(ref _bytes) >= most;

    public void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);
}
