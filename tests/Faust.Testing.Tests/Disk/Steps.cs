using Faust.Processing;

namespace Faust.Testing.Disk;

/// <summary>Runs what is scheduled, and what awaits go on with, on the test's thread and when the test says so. To be made and
/// disposed in a test's body: the test runner must not go on with its context.</summary>
internal sealed class Steps : IDisposable
{
    private readonly LinkedList<Action> _queue = new();
    private readonly SynchronizationContext? _before = SynchronizationContext.Current;

    public Steps()
    {
        Scheduler = new StepScheduler(this);
        SynchronizationContext.SetSynchronizationContext(new StepContext(this));
    }

    public ExecutionScheduler Scheduler { get; }

    public void Dispose() => SynchronizationContext.SetSynchronizationContext(_before);

    /// <summary>Runs one step; of several, the one the caller draws.</summary>
    public bool Run(Func<int, int> draw)
    {
        if (_queue.Count == 0) return false;
        LinkedListNode<Action> node = _queue.First!;
        for (int skip = draw(_queue.Count); skip > 0; skip--) node = node.Next!;
        _queue.Remove(node);
        node.Value();
        return true;
    }

    public void RunAll()
    {
        while (Run(_ => 0)) { }
    }

    /// <summary>Waits for a task by running steps.</summary>
    public T Await<T>(ValueTask<T> task)
    {
        RunAll();
        Assert.True(task.IsCompleted, "Nothing is left to run, and the task is not complete.");
        return task.AsTask().GetAwaiter().GetResult();
    }

    public void Await(ValueTask task)
    {
        RunAll();
        Assert.True(task.IsCompleted, "Nothing is left to run, and the task is not complete.");
        task.AsTask().GetAwaiter().GetResult();
    }

    private sealed class StepScheduler(Steps steps) : ExecutionScheduler
    {
        public override void Schedule(IThreadPoolWorkItem item) => steps._queue.AddLast(item.Execute);
    }

    private sealed class StepContext(Steps steps) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => steps._queue.AddLast(() => d(state));
    }
}
