using Faust.Processing;

namespace Faust;

// Whether tables can be read from outside agents.
public sealed partial class FaustWorker
{
    private volatile bool _hasBeenAssigned;

    /// <summary>
    /// Completes when the group has given this worker its partitions and their tables are read back: from then on tables can be read
    /// (<see cref="Table{TKey, TValue}.GetAsync"/>). What came to the topics meanwhile need not be handled yet; for that there is
    /// <see cref="WhenCaughtUpAsync"/>. A worker that its group gives no partition waits until it has one.
    /// </summary>
    /// <remarks>
    /// For <c>ExecuteAsync</c> of a service, <c>StartedAsync</c>, or a request. Awaited in <c>StartAsync</c> of a service that is registered
    /// before <c>AddFaust</c> it keeps the host from starting the worker that it waits for.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The worker has ended; the inner exception says why if it failed.</exception>
    public async Task WhenReadyAsync(CancellationToken cancellationToken = default)
    {
        await WhileRunning(_assigned.Task).WaitAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            Task next = NextLook();
            if (await _thread.RunAsync(() => Task.FromResult(IsReady)).ConfigureAwait(false)) return;
            await WhileRunning(next).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Every partition that is held has a task, and that has its tables. On the worker's logical thread.</summary>
    private bool IsReady
    {
        get
        {
            int ready = 0;
            foreach (RunningTask running in _tasks.Values) ready += running.ReadyPartitions;
            return State is FaustWorkerState.Running && ready == _held.Count;
        }
    }

    /// <summary>Completes when it is worth while to look again. Taken before a look, so that what happens in between ends the wait.</summary>
    private Task NextLook()
    {
        var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Interlocked.CompareExchange(ref _idle, next, null) ?? next).Task;
    }

    // To find no shard would look like an empty table.
    private void ThrowIfNotReadable(Type table)
    {
        if (State is FaustWorkerState.Stopping or FaustWorkerState.Stopped or FaustWorkerState.Failed)
        {
            throw new InvalidOperationException("The worker has ended.", _failure);
        }

        if (_hasBeenAssigned) return;
        throw new InvalidOperationException(
            $"Table {table.Name} cannot be read yet, as the group has given this worker no partition so far: await FaustWorker.WhenReadyAsync() first.");
    }
}
