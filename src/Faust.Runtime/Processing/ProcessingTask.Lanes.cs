using System.Collections.Concurrent;

namespace Faust.Processing;

// Agents with a concurrency above 1: their handlers run in lanes beside each other, and the loop settles between two events what they leave.
internal sealed partial class ProcessingTask
{
    private static readonly SendOrPostCallback BeginInLane = static state =>
    {
        (ProcessingTask task, LaneEvent e) = ((ProcessingTask, LaneEvent))state!;
        _ = task.HandleInLaneAsync(e);
    };

    private readonly List<AgentLanes> _lanes = [];

    // Handlers that have returned or failed; what they wrote and sent is neither kept nor taken back yet.
    private readonly Queue<LaneEvent> _left = [];

    // Retries whose time has come; timers add them.
    private readonly ConcurrentQueue<LaneEvent> _due = new();

    // Exactly-once: commits that wait until nothing is in the lanes.
    private readonly List<TaskCompletionSource<TaskCommit?>> _waitingCommits = [];
    private bool _isBeginningInLane;
    private bool _isEndingLanes;

    private bool AreLanesEmpty => _lanes.TrueForAll(static l => l.IsEmpty);

    /// <summary>Whether no event may be taken from the batch in hand: as many wait as may, or a commit waits for those that do.</summary>
    private bool AreLanesClosed =>
        _lanes.Count > 0 && _brokenOff is null && !_areBuffersDue && (_waitingCommits.Count > 0 || SourceOf(_batch!.TopicPartition).Dispatcher.AreLanesFull);

    public AgentLanes CreateLanes(string agent, int concurrency, Ordering ordering)
    {
        var lanes = new AgentLanes(this, agent, concurrency, ordering);
        _lanes.Add(lanes);
        return lanes;
    }

    /// <summary>Gives an event to its agent, in a lane of its own. Not within a lane.</summary>
    public void RunInLane(LaneEvent e)
    {
        e.Lane = new Lane(_thread, _resources, e.Timestamp);
        _isBeginningInLane = true;
        e.Lane.Run(BeginInLane, (this, e));
        _isBeginningInLane = false;
    }

    private async Task HandleInLaneAsync(LaneEvent e)
    {
        try
        {
            await e.HandleAsync().ConfigureAwait(true);
            e.Exception = null;
        }
        catch (Exception exception)
        {
            e.Exception = exception;
        }

        _left.Enqueue(e);
        // One that has not awaited is settled by whoever began it.
        if (_isBeginningInLane) return;
        _scope.IsInterrupted = true;
        _wake.Signal();
    }

    /// <summary>Keeps or takes back what handlers have left, and begins what may be begun.</summary>
    /// <exception cref="TaskFailedException">The task is to end.</exception>
    private async ValueTask SettleLanesAsync()
    {
        // Other agents' part of an event may yet be taken back, and what is added behind it with it.
        if (_brokenOff is { Index: >= 0 }) return;
        SettleLanes(begin: !_stopping);
        if (_waitingCommits.Count == 0 || !AreLanesEmpty) return;
        TaskCompletionSource<TaskCommit?>[] waiting = [.. _waitingCommits];
        _waitingCommits.Clear();
        foreach (TaskCompletionSource<TaskCommit?> done in waiting) await PrepareCommitAsync(done).ConfigureAwait(true);
    }

    private void SettleLanes(bool begin)
    {
        while (begin && _due.TryDequeue(out LaneEvent? due))
        {
            due.DecodeAgain();
            due.Lanes.Retry(due);
        }

        do
        {
            while (_left.TryDequeue(out LaneEvent? left)) Settle(left);
            if (!begin) return;
            foreach (AgentLanes lanes in _lanes) lanes.Start();
        }
        while (_left.Count > 0);
    }

    private void Settle(LaneEvent e)
    {
        _worked = true;
        Lane lane = e.Lane!;
        e.Lanes.Leave(e);
        // Numbers of its own: what lanes add to the task's batches is part of no event before or behind.
        _resources.Attempts.BeginEvent();
        if (e.Exception is null)
        {
            _resources.Keep(lane);
            Finish(e);
        }
        else
        {
            OnFailure(e, lane, e.Exception);
        }

        _resources.Attempts.BeginEvent();
    }

    private static void Finish(LaneEvent e)
    {
        e.Lanes.Finish(e);
        e.Clear();
    }

    private void OnFailure(LaneEvent e, Lane lane, Exception exception)
    {
        ThrowIfStoreFailed();
        bool isExact = _resources.RollBack(lane);
        if (exception is OperationCanceledException && _cancellation.IsCancellationRequested)
        {
            // It stays among those taken, so that its offset is not finished: whoever has the partition next handles it again.
            _stopping = true;
            return;
        }

        TaskSource source = e.Lanes.Source!;
        FailurePolicy policy = _policies[e.Lanes.Agent];
        e.Failures++;
        if (!isExact && _environment.IsExactlyOnce) exception = CannotBeTakenBack(exception);
        ErrorOutcome outcome = !isExact && _environment.IsExactlyOnce ? ErrorOutcome.Stop : Decide(source, exception, policy, e.Failures);
        TimeSpan delay = outcome == ErrorOutcome.Retry ? policy.BackOff(e.Failures, source.Partition.Partition, e.Offset) : TimeSpan.Zero;
        var error = new TaskError(source.Partition, e.Offset, 1, e.Lanes.Agent, e.Failures, outcome, delay, exception);
        if (outcome == ErrorOutcome.DeadLetter) SendDeadLetters(source, e.WithRecord, error);
        _observer.OnError(this, error);
        switch (outcome)
        {
            case ErrorOutcome.Stop:
                throw Failed(error);
            case ErrorOutcome.Retry:
                RetryAfter(e, delay);
                break;
            default:
                Finish(e);
                break;
        }
    }

    private static InvalidOperationException CannotBeTakenBack(Exception exception) => new(
        $"{exception.Message} What it wrote to a table cannot be taken back, as another handler has overwritten it meanwhile: the task is made again "
        + "from its last commit. Handlers that are at work at the same time had better write entries of their own.",
        exception);

    private void RetryAfter(LaneEvent e, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            _due.Enqueue(e);
            _wake.Signal();
            return;
        }

        if (e.BackOff is null)
        {
            e.BackOff = _resources.Time.CreateTimer(OnDue, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timers.Add(e.BackOff);
        }

        e.BackOff.Change(delay, Timeout.InfiniteTimeSpan);

        void OnDue(object? state)
        {
            _due.Enqueue(e);
            _scope.IsInterrupted = true;
            _wake.Signal();
        }
    }

    /// <summary>
    /// Waits for the handlers at work as the task ends. There is no time for retries: what fails is not finished. Exactly-once can commit
    /// nothing but all that was taken, so there it is all begun.
    /// </summary>
    private async ValueTask DrainLanesAsync()
    {
        _isEndingLanes = true;
        bool all = _environment.IsExactlyOnce && !_abandoned && !_isEventAbandoned;
        while (true)
        {
            while (_left.TryDequeue(out LaneEvent? left)) Settle(left);
            if (all && !_cancellation.IsCancellationRequested)
            {
                foreach (AgentLanes lanes in _lanes) lanes.Start();
            }

            if (_left.Count > 0) continue;
            if (_lanes.TrueForAll(static l => l.AtWork == 0)) return;
            await _wake.WaitAsync().ConfigureAwait(true);
        }
    }

    /// <summary>Whether of the events taken there are some that are not finished, though others' part in the commit cannot be told from theirs.</summary>
    private bool LeavesLanesUnfinished => _lanes.Count > 0 && _environment.IsExactlyOnce && (_isEventAbandoned || !AreLanesEmpty);

    /// <summary>Waits for the handlers at work where the task has failed: its next run must not handle their keys beside them.</summary>
    private async ValueTask AbandonLanesAsync()
    {
        if (_lanes.TrueForAll(static l => l.AtWork == 0)) return;
        _isEndingLanes = true;
        try
        {
            // Handlers that listen learn that it is for nothing.
            _cancellation.Cancel();
        }
        catch (AggregateException)
        {
            // What handlers do about it is theirs; the failure that ended the task is the one to report.
        }

        while (true)
        {
            while (_left.TryDequeue(out LaneEvent? left)) left.Lanes.Leave(left);
            if (_lanes.TrueForAll(static l => l.AtWork == 0)) return;
            await _wake.WaitAsync().ConfigureAwait(true);
        }
    }
}
