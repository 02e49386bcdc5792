using Faust.Processing;

namespace Faust.Testing;

/// <summary>
/// Keeps what is scheduled until the test's thread comes and runs it: first come, first served, so that a test always runs in the same order.
/// </summary>
internal sealed class CallerScheduler : ExecutionScheduler
{
    private readonly object _gate = new();
    private readonly Queue<IThreadPoolWorkItem> _items = new();

    // Flows with the async methods that begin on a logical thread, also where they do not come back to it (ConfigureAwait(false)).
    private readonly AsyncLocal<IThreadPoolWorkItem?> _current = new();

    /// <summary>The logical thread in whose flow the caller is; null where it is in none.</summary>
    public object? CurrentFlow => _current.Value;

    public bool IsEmpty
    {
        get
        {
            lock (_gate) return _items.Count == 0;
        }
    }

    public override void Schedule(IThreadPoolWorkItem item)
    {
        lock (_gate)
        {
            _items.Enqueue(item);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Runs the next item, on this thread.</summary>
    /// <returns>Whether there was one.</returns>
    public bool TryRunNext()
    {
        IThreadPoolWorkItem? item;
        lock (_gate)
        {
            if (!_items.TryDequeue(out item)) return false;
        }

        _current.Value = item;
        try
        {
            item.Execute();
        }
        finally
        {
            _current.Value = null;
        }

        return true;
    }

    /// <summary>Waits, in real time, until there is an item or <paramref name="task"/> is complete.</summary>
    /// <returns>False when neither came in time.</returns>
    public bool Wait(Task? task, TimeSpan limit)
    {
        if (task is { IsCompleted: false }) _ = task.ContinueWith(Wake, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        long started = TimeProvider.System.GetTimestamp();
        lock (_gate)
        {
            while (_items.Count == 0 && task is not { IsCompleted: true })
            {
                TimeSpan left = limit - TimeProvider.System.GetElapsedTime(started);
                if (left <= TimeSpan.Zero) return false;
                Monitor.Wait(_gate, left);
            }
        }

        return true;
    }

    private void Wake(Task task)
    {
        lock (_gate) Monitor.PulseAll(_gate);
    }
}
