using System.Diagnostics;

namespace Faust.Benchmarks.Log;

/// <summary>Notes when each partition last had an event, and the longest time between two. Thread-safe.</summary>
public sealed class GapWatch
{
    private readonly long[] _last = new long[PaymentTopic.Partitions];
    private readonly Lock _gate = new();
    private TaskCompletionSource? _waiting;
    private long _until;
    private long _seen;

    /// <summary>The longest time since the last reset, in milliseconds.</summary>
    public double Longest { get; private set; }

    public void Note(int partition)
    {
        long now = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            long last = _last[partition];
            _last[partition] = now;
            if (last != 0) Longest = Math.Max(Longest, Stopwatch.GetElapsedTime(last, now).TotalMilliseconds);
            if (++_seen < _until) return;
            _waiting?.TrySetResult();
        }
    }

    public void Reset()
    {
        lock (_gate) (Longest, _seen) = (0, 0);
    }

    public Task WhenSeenAsync(long events)
    {
        lock (_gate)
        {
            _until = _seen + events;
            _waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiting.Task.WaitAsync(TimeSpan.FromMinutes(2));
        }
    }
}
