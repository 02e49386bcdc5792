using Faust.Generated;
using Faust.Topics;
using Faust.Transport;

namespace Faust.Processing;

// What is done when an agent fails, or a record cannot be decoded.
internal sealed partial class ProcessingTask
{
    private readonly Dictionary<string, FailurePolicy> _policies;

    // What was broken off: nothing else is handled before it.
    private BrokenOff? _brokenOff;
    private ITimer? _backOff;
    private volatile bool _isRetryDue;
    private bool _isEventAbandoned;

    public FailurePolicy PolicyOf(string agent) => _policies[agent];

    /// <summary>Whether an event waits to be tried again.</summary>
    private bool IsBackingOff => _brokenOff is { Waits: true } && !_isRetryDue;

    /// <summary>
    /// Whether some agents have done their part of the event in hand, and others have not: that part must not be committed, as the event's
    /// offset is not.
    /// </summary>
    private bool IsMidEvent =>
        _brokenOff is { Index: >= 0 } point
        && (_resources.HasEffectsSince(_resources.Attempts.Event)
            || point.Source.Dispatcher.HasClearedSince(_resources.Attempts.Event)
            || (_environment.IsExactlyOnce && point.Source.Dispatcher.Lanes.Count > 0));

    /// <summary>Goes on where work was broken off.</summary>
    private async ValueTask ResumeAsync(BrokenOff point)
    {
        TopicDispatcher dispatcher = point.Source.Dispatcher;
        try
        {
            int agent = point.Agent;
            if (point.IsBatch) await dispatcher.FlushBufferAsync(agent++).ConfigureAwait(true);
            if (point.Index >= 0 && agent < dispatcher.Agents.Count)
            {
                await dispatcher.ResumeAsync(_batch!.Records[point.Index], agent).ConfigureAwait(true);
            }
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            _brokenOff = null;
            AbandonEvent(point.Source);
            return;
        }
        catch (Exception e)
        {
            OnFailure(point.Source, point.Index, e);
            return;
        }

        _brokenOff = null;
        if (point.Index >= 0) Advance(point.Source, point.Index + 1);
    }

    /// <summary>No agent has failed where a store has, and what an agent made of that is not to be committed.</summary>
    private void ThrowIfStoreFailed()
    {
        if (_resources.StoreFailure is { } failure) throw StoreFailed("read", failure);
    }

    private TaskFailedException StoreFailed(string what, Exception failure) =>
        new($"A store of task {Id} cannot be {what}: {failure.Message}", _sources[0].Partition, -1, null, failure);

    /// <summary>Takes back what failed, and decides how to go on.</summary>
    /// <param name="source">Where the event comes from.</param>
    /// <param name="index">The event's place in the batch in hand; -1 where agents were given what waited for them between two events.</param>
    /// <param name="exception">What was thrown.</param>
    /// <exception cref="TaskFailedException">The task is to end.</exception>
    private void OnFailure(TaskSource source, int index, Exception exception)
    {
        ThrowIfStoreFailed();
        AttemptCounter attempts = _resources.Attempts;
        TopicDispatcher dispatcher = source.Dispatcher;
        int agent = dispatcher.CurrentAgent;
        IEventBuffer? buffer = agent >= 0 ? dispatcher.BufferOf(agent) : null;
        bool isSame = _brokenOff is { } before && before.Source == source && before.Index == index && before.Agent == agent;
        int failures = isSame ? _brokenOff!.Failures + 1 : 1;
        bool isExact = _resources.RollBack(attempts.Current);
        // Its own number: what comes now is not part of what was taken back. Between two events, what others have handled is done.
        if (index >= 0) attempts.Begin();
        else attempts.BeginEvent();

        FailurePolicy? policy = agent >= 0 ? _policies[dispatcher.Agents[agent]] : null;
        bool isBroken = !isExact && _environment.IsExactlyOnce;
        if (isBroken) exception = CannotBeTakenBack(exception);
        ErrorOutcome outcome = isBroken ? ErrorOutcome.Stop : Decide(source, exception, policy, failures);
        long offset = buffer?.OldestOffset ?? dispatcher.CurrentOffset;
        TimeSpan delay = outcome == ErrorOutcome.Retry ? policy!.BackOff(failures, source.Partition.Partition, offset) : TimeSpan.Zero;
        var error = new TaskError(
            source.Partition, offset, buffer?.Count ?? 1, agent < 0 ? null : dispatcher.Agents[agent], failures, outcome, delay, exception);
        if (outcome == ErrorOutcome.DeadLetter)
        {
            SendDeadLetters(source, ForEachRecord, error);
            if (agent < 0) source.LastUndecodable = offset;
        }

        _observer.OnError(this, error);
        switch (outcome)
        {
            case ErrorOutcome.Stop:
                throw Failed(error);
            case ErrorOutcome.Retry:
                _brokenOff = new BrokenOff(source, index, agent, buffer is not null, failures, Waits: true);
                WaitBeforeRetry(delay);
                break;
            default:
                buffer?.Clear();
                // A record that cannot be decoded is no agent's: none of them sees it.
                int next = agent < 0 ? dispatcher.Agents.Count : agent + 1;
                _brokenOff = index < 0 ? null : new BrokenOff(source, index, next, IsBatch: false, Failures: 0, Waits: false);
                break;
        }

        void ForEachRecord(RecordAction action)
        {
            if (buffer is null) action(_batch!.Records[index]);
            else buffer.ForEachRecord(action);
        }
    }

    private ErrorOutcome Decide(TaskSource source, Exception exception, FailurePolicy? policy, int failures)
    {
        // The log's failure is not the agent's: no event may be left out for it.
        if (exception is TransportException and not RecordTooLargeException) return ErrorOutcome.Stop;
        // What a handler throws when it is cancelled is not always the cancellation: it is no reason to give an event up. The task ends instead
        // of the retry, and whoever has the partition next makes it.
        if (policy is not null && (failures <= policy.Retries || _cancellation.IsCancellationRequested)) return ErrorOutcome.Retry;
        return (policy?.OnError ?? _environment.Options.OnUndecodable) switch
        {
            OnError.Skip => ErrorOutcome.Skip,
            // A dead letter that is read and fails would go round in circles.
            OnError.DeadLetter when source.Partition.Topic != _resources.DeadLetters?.Name => ErrorOutcome.DeadLetter,
            _ => ErrorOutcome.Stop,
        };
    }

    private void SendDeadLetters(TaskSource source, Action<RecordAction> forEachRecord, TaskError error)
    {
        try
        {
            forEachRecord(Send);
        }
        catch (Exception e)
        {
            throw new TaskFailedException(
                $"{Describe(error)}: {error.Exception.Message} It cannot be written to the dead letters: {e.Message}",
                error.Partition,
                error.Offset,
                error.Agent,
                e);
        }

        void Send(in LogRecord record) => _resources.SendDeadLetter(
            record,
            source.Partition.Partition,
            DeadLetter.Headers(record, error, _resources.ApplicationId, ((IClassifiedTopic)_resources.GetTopic(source.Topic)).ClassifiedMembers));
    }

    private void WaitBeforeRetry(TimeSpan delay)
    {
        _isRetryDue = delay <= TimeSpan.Zero;
        if (_isRetryDue) return;
        if (_backOff is null)
        {
            _backOff = _resources.Time.CreateTimer(OnDue, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timers.Add(_backOff);
        }

        _backOff.Change(delay, Timeout.InfiniteTimeSpan);

        void OnDue(object? state)
        {
            _isRetryDue = true;
            _wake.Signal();
        }
    }

    /// <summary>
    /// Takes back all that the event in hand has done, whichever agents did it: whoever has the partition next handles it from the start.
    /// </summary>
    private void AbandonEvent(TaskSource source)
    {
        long first = _resources.Attempts.Event;
        _resources.RollBack(first);
        source.Dispatcher.RestoreBuffers(first);
        _isEventAbandoned = true;
        _stopping = true;
    }

    /// <summary>Gives batch agents all that waits for them, as the task ends. There is no time for retries: what fails is not finished.</summary>
    private async ValueTask DrainBuffersAsync()
    {
        if (_brokenOff is { } point) AbandonEvent(point.Source);
        // What waits in the buffers may be part of the event that was abandoned.
        if (_isEventAbandoned) return;
        foreach (TaskSource source in _sources)
        {
            bool isDrained = false;
            while (!isDrained)
            {
                _resources.Attempts.BeginEvent();
                try
                {
                    await source.Dispatcher.FlushBuffersAsync(all: true).ConfigureAwait(true);
                    isDrained = true;
                }
                catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
                {
                    _resources.RollBack(_resources.Attempts.Current);
                    return;
                }
                catch (Exception e)
                {
                    OnFailure(source, -1, e);
                    // Else it was given up, and what waits for the other agents is theirs to handle.
                    if (_brokenOff is not null) return;
                }
            }
        }
    }

    private static string Describe(TaskError error)
    {
        string records = error.Records > 1 ? $"the batch of {error.Records} records from {error.Partition}@{error.Offset} on" : $"the record at {error.Partition}@{error.Offset}";
        string tries = error.Attempts > 1 ? $", {error.Attempts} times" : "";
        return error.Agent is null
            ? $"The record at {error.Partition}@{error.Offset} cannot be decoded"
            : $"Agent '{error.Agent}' failed on {records}{tries}";
    }

    private static TaskFailedException Failed(TaskError error) =>
        new($"{Describe(error)}: {error.Exception.Message}", error.Partition, error.Offset, error.Agent, error.Exception);

    /// <summary>Where work was broken off, to be gone on with from there.</summary>
    /// <param name="Source">The partition.</param>
    /// <param name="Index">The place of the event in the batch in hand; -1 where no event is in hand.</param>
    /// <param name="Agent">The first agent that has not handled it.</param>
    /// <param name="IsBatch">Whether that agent is to be given its buffer, which has the event.</param>
    /// <param name="Failures">How often that agent has failed on it.</param>
    /// <param name="Waits">Whether to wait until the retry is due.</param>
    private sealed record BrokenOff(TaskSource Source, int Index, int Agent, bool IsBatch, int Failures, bool Waits);
}
