namespace Faust.Transport.Embedded;

internal sealed partial class ConsumerGroup
{
    private const double MaxTimerMilliseconds = 1000 * 60 * 60 * 24;
    private ITimer? _timer;

    /// <summary>Stops watching; for a log that is closed.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _timer?.Dispose();
            _timer = null;
            foreach (GroupMember member in _members) member.Notify();
        }
    }

    /// <summary>Expels who was silent too long or owes an answer too long, and comes back when the next one might have been.</summary>
    private void WatchSessions()
    {
        TimeSpan? next = null;
        foreach (GroupMember member in _members.ToArray())
        {
            if (member.Signal.IsWaiting) member.Signal.Touch();
            TimeSpan left = member.Settings.SessionTimeout - time.GetElapsedTime(member.Signal.LastSeen);
            foreach ((int epoch, long askedAt) in member.Unanswered)
            {
                // An event whose partitions are all gone, or asked back since, needs no answer.
                if (!member.Owes(epoch)) continue;
                TimeSpan patience = member.Settings.RebalanceTimeout - time.GetElapsedTime(askedAt);
                if (patience < left) left = patience;
            }

            if (left <= TimeSpan.Zero) Remove(member);
            else if (next is null || left < next) next = left;
        }

        if (next is null)
        {
            _timer?.Dispose();
            _timer = null;
            return;
        }

        // Weak, so that the clock does not keep a log alive that everybody has dropped.
        _timer ??= time.CreateTimer(
            static state =>
            {
                if (((WeakReference<ConsumerGroup>)state!).TryGetTarget(out ConsumerGroup? group)) group.OnTimer();
            },
            new WeakReference<ConsumerGroup>(this),
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        // A timer that fires a little early only comes back; one set for longer than timers allow comes back sooner.
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(Math.Min(next.Value.TotalMilliseconds, MaxTimerMilliseconds))), Timeout.InfiniteTimeSpan);
    }

    private void OnTimer()
    {
        lock (_gate) WatchSessions();
    }
}
