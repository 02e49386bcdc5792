using Faust.Processing;

namespace Faust.Transport.Embedded.Disk;

/// <summary>Brings the log to the disk in rounds: all that waits when a round begins goes with it.</summary>
/// <remarks>
/// A round's files are synced side by side. After a sync that failed nothing is known of what is on the disk (the system may have dropped
/// the pages and say "done" the next time), so nothing is tried again: the log stops taking anything.
/// </remarks>
internal sealed class LogCommitter(ExecutionScheduler scheduler, Journal journal) : IThreadPoolWorkItem
{
    private const int MaxParallel = 4;
    private readonly Lock _gate = new();
    private List<PartitionLog> _dirty = [];
    private List<PartitionLog> _syncing = [];
    private TaskCompletionSource? _waiting;
    private TaskCompletionSource? _inRound;
    private TaskCompletionSource? _stopped;
    private bool _running;
    private bool _wanted;
    private int _taken;
    private int _workers;
    private Exception? _failure;

    /// <summary>Why the log stopped, if it has.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    /// <summary>Takes note that a partition has something to sync.</summary>
    public void Add(PartitionLog partition)
    {
        lock (_gate) _dirty.Add(partition);
    }

    /// <summary>Completes when all that was appended and journaled before the call is on the disk.</summary>
    public Task WaitAsync()
    {
        Task task;
        lock (_gate)
        {
            if (_failure is { } failure) return Task.FromException(Stopped(failure));
            // Whoever waits goes on elsewhere: not on the thread, nor under the locks, of the round.
            _waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            task = _waiting.Task;
        }

        Start();
        return task;
    }

    /// <summary>Stops the log.</summary>
    public void Fail(Exception e) => Interlocked.CompareExchange(ref _failure, e, null);

    /// <summary>Has a round run.</summary>
    public void Start()
    {
        lock (_gate)
        {
            _wanted = true;
            if (_running || _stopped is not null) return;
            _running = true;
        }

        scheduler.Schedule(this);
    }

    /// <summary>No further rounds; completes when none runs. Who still waits is told that nothing is known.</summary>
    public async Task StopAsync()
    {
        Task running;
        lock (_gate)
        {
            _stopped ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!_running) _stopped.TrySetResult();
            running = _stopped.Task;
        }

        await running.ConfigureAwait(true);
    }

    /// <summary>Ends the waits that no round will end, after <see cref="StopAsync"/>.</summary>
    public void EndWaits(Exception? failure)
    {
        TaskCompletionSource? waiting;
        lock (_gate)
        {
            waiting = _waiting;
            _waiting = null;
            _failure ??= failure ?? new ObjectDisposedException(nameof(EmbeddedLog));
        }

        if (failure is null) waiting?.TrySetResult();
        else waiting?.TrySetException(Stopped(failure));
    }

    public static TransportException Stopped(Exception failure) => new(
        $"The embedded log has stopped, as its disk failed ({failure.Message}): what was on its way may be on the disk or not. " +
        "See to the disk, then start the process again; the log recovers what is there.",
        failure)
    { IsIndefinite = true };

    void IThreadPoolWorkItem.Execute()
    {
        int workers;
        lock (_gate)
        {
            _wanted = false;
            (_dirty, _syncing) = (_syncing, _dirty);
            _inRound = _waiting;
            _waiting = null;
            _taken = -1;
            // The journal is one more file.
            workers = _workers = Math.Min(MaxParallel, _syncing.Count + 1);
        }

        for (int i = 1; i < workers; i++) scheduler.Schedule(new Worker(this));
        Work();
    }

    private void Work()
    {
        try
        {
            for (int i = Interlocked.Increment(ref _taken); i <= _syncing.Count; i = Interlocked.Increment(ref _taken))
            {
                if (i == _syncing.Count) journal.Sync();
                else _syncing[i].Sync();
            }
        }
        catch (Exception e) when (e is IOException or TransportException)
        {
            Fail(e);
        }

        if (Interlocked.Decrement(ref _workers) == 0) End();
    }

    private void End()
    {
        TaskCompletionSource? done;
        TaskCompletionSource? stopped = null;
        bool again = false;
        lock (_gate)
        {
            _syncing.Clear();
            done = _inRound;
            _inRound = null;
            if (_stopped is not null) stopped = _stopped;
            else again = _wanted && _failure is null;
            _running = again;
        }

        if (_failure is { } failure)
        {
            done?.TrySetException(Stopped(failure));
            EndWaits(failure);
        }
        else
        {
            done?.TrySetResult();
        }

        stopped?.TrySetResult();
        if (again) scheduler.Schedule(this);
    }

    private sealed class Worker(LogCommitter committer) : IThreadPoolWorkItem
    {
        public void Execute() => committer.Work();
    }
}
