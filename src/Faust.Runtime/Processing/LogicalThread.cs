using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Faust.Processing;

/// <summary>
/// A synchronization context that runs what is posted to it one after the other, on whatever thread of the pool is free: a thread without
/// a thread. What awaits on it comes back to it.
/// </summary>
internal sealed class LogicalThread(ExecutionScheduler scheduler) : SynchronizationContext, IThreadPoolWorkItem
{
    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _queue = new();
    private int _scheduled;

    /// <summary>Awaiting it lets whatever else is scheduled run first.</summary>
    public YieldAwaitable Yield() => new(this);

    public override void Post(SendOrPostCallback d, object? state)
    {
        _queue.Enqueue((d, state));
        if (Interlocked.Exchange(ref _scheduled, 1) == 0) scheduler.Schedule(this);
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("A processing task cannot be waited for synchronously: it would wait for itself. Use await.");

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs <paramref name="main"/> on this logical thread.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> main)
    {
        // It completes on this logical thread, which runs no continuation that belongs elsewhere: those with a context are posted to it, the
        // others go to the pool. RunContinuationsAsynchronously would send WhenAll and WaitAsync over the pool too, out of a simulation's sight.
        var done = new TaskCompletionSource<T>();
        Post(
            static async void (state) =>
            {
                (Func<Task<T>> main, TaskCompletionSource<T> done) = ((Func<Task<T>>, TaskCompletionSource<T>))state!;
                try
                {
                    done.SetResult(await main().ConfigureAwait(true));
                }
                catch (Exception e)
                {
                    // Whoever awaits the task gets it.
                    done.SetException(e);
                }
            },
            (main, done));
        return done.Task;
    }

    void IThreadPoolWorkItem.Execute()
    {
        SynchronizationContext? before = Current;
        SetSynchronizationContext(this);
        try
        {
            // One item a turn: what an item posts waits behind the other logical threads.
            if (_queue.TryDequeue(out (SendOrPostCallback Callback, object? State) item)) item.Callback(item.State);
        }
        finally
        {
            SetSynchronizationContext(before);
            if (!_queue.IsEmpty)
            {
                scheduler.Schedule(this);
            }
            else
            {
                // A full fence: a volatile write may still be on its way while the queue is looked at, and then neither side would schedule.
                Interlocked.Exchange(ref _scheduled, 0);
                // An item that came between the look and the write found the flag still up.
                if (!_queue.IsEmpty && Interlocked.Exchange(ref _scheduled, 1) == 0) scheduler.Schedule(this);
            }
        }
    }

    /// <summary>See <see cref="Yield"/>.</summary>
    public readonly struct YieldAwaitable(LogicalThread thread) : ICriticalNotifyCompletion
    {
        private static readonly SendOrPostCallback Run = static state => ((Action)state!)();

        public bool IsCompleted => false;

        public YieldAwaitable GetAwaiter() => this;

        public void GetResult()
        {
        }

        public void OnCompleted(Action continuation) => thread.Post(Run, continuation);

        public void UnsafeOnCompleted(Action continuation) => thread.Post(Run, continuation);
    }
}
