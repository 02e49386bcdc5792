namespace Faust.Processing;

/// <summary>Runs work items: the seam through which a simulation decides what runs next.</summary>
internal abstract class ExecutionScheduler
{
    public static readonly ExecutionScheduler ThreadPool = new PoolScheduler();

    public abstract void Schedule(IThreadPoolWorkItem item);

    private sealed class PoolScheduler : ExecutionScheduler
    {
        // Not to the local queue: a task with much to do must not keep its neighbours waiting.
        public override void Schedule(IThreadPoolWorkItem item) => System.Threading.ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);
    }
}
