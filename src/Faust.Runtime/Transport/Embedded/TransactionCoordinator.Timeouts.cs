namespace Faust.Transport.Embedded;

/// <content>Aborts what is open for too long.</content>
internal sealed partial class TransactionCoordinator
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
        }
    }

    // Sets the timer to the transaction that is open for too long first.
    private void WatchTimeouts()
    {
        TimeSpan? next = null;
        foreach (Transaction transaction in _transactions.Values)
        {
            if (transaction.State != TransactionState.Ongoing) continue;
            TimeSpan left = LeftOf(transaction);
            if (next is null || left < next) next = left;
        }

        if (next is null) return;

        // Weak, so that the clock does not keep a log alive that everybody has dropped.
        _timer ??= time.CreateTimer(
            static state =>
            {
                if (((WeakReference<TransactionCoordinator>)state!).TryGetTarget(out TransactionCoordinator? coordinator)) coordinator.OnTimer();
            },
            new WeakReference<TransactionCoordinator>(this),
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        // A timer that fires for a transaction that is over only comes back; one set for longer than timers allow comes back sooner.
        double milliseconds = Math.Clamp(Math.Ceiling(next.Value.TotalMilliseconds), 1, MaxTimerMilliseconds);
        _timer.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
    }

    private TimeSpan LeftOf(Transaction transaction) => transaction.Timeout - time.GetElapsedTime(transaction.BegunAt);

    private void OnTimer()
    {
        lock (_gate)
        {
            if (log.IsDisposed || log.Store?.Committer.Failure is not null) return;
            try
            {
                foreach (Transaction transaction in _transactions.Values)
                {
                    if (transaction.State == TransactionState.Ongoing && LeftOf(transaction) <= TimeSpan.Zero) End(transaction, commit: false);
                }
            }
            catch (TransportException) when (log.Store is not null)
            {
                // The disk is full, or has failed: what is open stays so, and nobody is there to be told. It is tried again.
                _timer?.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
                return;
            }
            finally
            {
                // Nobody waits for the marks to be on the disk, but readers wait for what comes when they are.
                log.Store?.Committer.Start();
            }

            WatchTimeouts();
        }
    }
}
