using System.Diagnostics;
using Faust.Processing;
using Faust.Transport;

namespace Faust.Testing;

/// <summary>Runs a worker on the calling thread: until something is done, or until there is nothing to do.</summary>
internal sealed class Driver(CallerScheduler scheduler, TimeSpan limit)
{
    // A question to a task that is at work is answered when the handler is done; one is enough.
    private readonly Dictionary<ProcessingTask, Task<bool>> _probes = [];
    private readonly TimeSpan _limit = Debugger.IsAttached ? TimeSpan.FromDays(1) : limit;
    private int _entered;

    // Whose tasks were all between two events when it last came to rest: it goes on only when something is scheduled.
    private FaustWorker? _resting;

    /// <summary>Runs everything that can run now, and commits it; waits in real time where a handler waits for something else than the clock.</summary>
    /// <exception cref="TimeoutException">It did not come to an end.</exception>
    public void Settle(FaustWorker worker, TestClock clock) => Enter(() =>
    {
        if (_resting == worker && scheduler.IsEmpty) return;
        _resting = null;
        long started = TimeProvider.System.GetTimestamp();
        while (!worker.Completion.IsCompleted)
        {
            RunAll(started, worker);
            if (worker.Failure is not null)
            {
                // What the other tasks have finished is committed before the worker ends.
                _ = TryRun(worker.Completion, worker, clock);
                return;
            }

            ProcessingTask[] busy = FindBusy(worker, started);
            if (busy.FirstOrDefault(t => !WaitsForClock(t, clock)) is { } stuck)
            {
                if (!scheduler.Wait(null, Left(started))) throw StillAtWork(stuck, clock);
                continue;
            }

            Task<bool> commit = worker.CommitNowAsync(task => !_probes.ContainsKey(task) && !task.KeepsCommitsWaiting);
            Complete(commit, started, "a commit");
            if (commit.Result || worker.Failure is not null) continue;
            _resting = busy.Length == 0 ? worker : null;
            return;
        }
    });

    /// <summary>Runs until a task is complete.</summary>
    /// <exception cref="TimeoutException">It did not in time.</exception>
    public void Run(Func<Task> begin, string what) => Enter(() => Complete(begin(), TimeProvider.System.GetTimestamp(), what));

    /// <summary>Runs until a condition holds.</summary>
    /// <exception cref="TimeoutException">It did not in time.</exception>
    public void RunUntil(Func<bool> condition, FaustWorker worker) => Enter(() =>
    {
        long started = TimeProvider.System.GetTimestamp();
        while (!condition() && worker.Failure is null)
        {
            // What the condition looks at need not have to do with the worker, and nobody says when it changes.
            if (scheduler.TryRunNext()) continue;
            scheduler.Wait(null, TimeSpan.FromMilliseconds(1));
            if (Left(started) == TimeSpan.Zero) throw new TimeoutException($"The condition did not come about within {_limit.TotalSeconds:0.###} s. {Describe(worker)}".TrimEnd());
        }
    });

    /// <summary>Runs until a task is complete, or only the clock can bring it on.</summary>
    /// <returns>Whether it is complete.</returns>
    public bool TryRunToEnd(Func<Task> begin, ref Task? task, FaustWorker worker, TestClock clock)
    {
        Task? running = task;
        bool done = false;
        Enter(() => done = TryRun(running ??= begin(), worker, clock));
        task = running;
        return done;
    }

    private bool TryRun(Task task, FaustWorker worker, TestClock clock)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            RunAll(started, worker);
            if (task.IsCompleted) return true;
            if (FindBusy(worker, started) is { Length: > 0 } busy && busy.All(t => WaitsForClock(t, clock))) return task.IsCompleted;
            if (!scheduler.Wait(task, Left(started))) return false;
        }
    }

    private void Complete(Task task, long started, string what)
    {
        while (!task.IsCompleted)
        {
            if (!scheduler.TryRunNext() && !scheduler.Wait(task, Left(started)))
            {
                throw new TimeoutException($"FaustTestHost has waited {_limit.TotalSeconds:0.###} s for {what}.");
            }
        }

        task.GetAwaiter().GetResult();
    }

    private void RunAll(long started, FaustWorker worker)
    {
        for (int n = 1; scheduler.TryRunNext(); n++)
        {
            if (n % 1024 == 0 && Left(started) == TimeSpan.Zero)
            {
                throw new TimeoutException(
                    $"The application has not come to rest for {_limit.TotalSeconds:0.###} s: agents that send to each other in a circle never do. {Describe(worker)}".TrimEnd());
            }
        }
    }

    /// <summary>
    /// Asks every task for a sign of life: one between two events answers at once, one in a handler does not. One whose handlers are at work
    /// in lanes answers as well, and is busy all the same.
    /// </summary>
    private ProcessingTask[] FindBusy(FaustWorker worker, long started)
    {
        IReadOnlyList<ProcessingTask> tasks = worker.Tasks;
        foreach (ProcessingTask task in tasks)
        {
            if (!_probes.TryGetValue(task, out Task<bool>? probe) || probe.IsCompleted) _probes[task] = task.InvokeAsync(static _ => true, CancellationToken.None);
        }

        RunAll(started, worker);
        foreach (ProcessingTask task in _probes.Keys.ToArray())
        {
            if (!_probes[task].IsCompleted) continue;
            // A task that has ended answers by an error, which is an answer too.
            _ = _probes[task].Exception;
            _probes.Remove(task);
        }

        return [.. tasks.Where(t => _probes.ContainsKey(t) || t.EventsInLanes.Count > 0)];
    }

    /// <summary>Whether every handler of a busy task that is at work waits for the clock.</summary>
    private bool WaitsForClock(ProcessingTask task, TestClock clock)
    {
        int atWork = _probes.ContainsKey(task) && !task.IsEndingLanes ? 1 : 0;
        atWork += task.EventsInLanes.Count(e => !WaitsForClock(e, clock));
        // A handler that has left its lane (ConfigureAwait(false)) is known by its task only: there are as many timers as there are such.
        return clock.CountAwaitedBy(task.Thread) >= atWork;
    }

    private static bool WaitsForClock(LaneEvent e, TestClock clock) => clock.CountAwaitedBy(e.Lane!) > 0;

    /// <summary>Does something of which nothing else of the host may be done meanwhile.</summary>
    public void Enter(Action action)
    {
        if (Interlocked.Exchange(ref _entered, 1) != 0)
        {
            throw new InvalidOperationException("The host of a test is used by its test alone, one call at a time: not by agents or services, and not by two threads.");
        }

        // Nothing is to be posted to the test framework's context: its thread is this one, which waits.
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            action();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
            Volatile.Write(ref _entered, 0);
        }
    }

    private TimeSpan Left(long started)
    {
        TimeSpan left = _limit - TimeProvider.System.GetElapsedTime(started);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private TimeoutException StillAtWork(ProcessingTask task, TestClock clock) => new(
        $"FaustTestHost has waited {_limit.TotalSeconds:0.###} s of real time: {Name(task, e => !WaitsForClock(e, clock))} is still at work, and it waits for nothing that "
        + "the clock of the host would bring (app.Clock is the TimeProvider of the services). Give it a fake of what it waits for, or a longer "
        + $"{nameof(FaustTestHostOptions)}.{nameof(FaustTestHostOptions.RealTimeLimit)}.");

    private string Describe(FaustWorker worker) => string.Join(
        " ", worker.Tasks.Where(IsAtWork).Select(t => $"{Name(t, static _ => true)} is at work."));

    private bool IsAtWork(ProcessingTask task) =>
        (_probes.TryGetValue(task, out Task<bool>? probe) && !probe.IsCompleted) || task.EventsInLanes.Count > 0;

    private static string Name(ProcessingTask task, Func<LaneEvent, bool> which)
    {
        if (task.EventsInLanes.Where(which).MinBy(static e => e.Offset) is { } e) return $"agent '{e.Lanes.Agent}' on {e.Lanes.Source!.Partition}@{e.Offset}";
        (TopicPartition partition, long offset, string? agent) = task.InHand;
        return agent is null ? $"task {task.Id}" : $"agent '{agent}' on {partition}@{offset}";
    }
}
