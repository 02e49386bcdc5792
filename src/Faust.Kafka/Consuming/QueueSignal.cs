using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading.Tasks.Sources;

namespace Faust.Kafka.Consuming;

/// <summary>Tells one consumer that polling may be worth it. Set by librdkafka when one of the consumer's queues is no longer empty.</summary>
/// <remarks>
/// No wake-up is lost: whoever has news makes it visible and then sets the signal; the consumer takes the signal and then looks. Both sides
/// put a full fence between their two steps, so that either the looker sees the news or the signal stays set.
/// </remarks>
internal sealed class QueueSignal : IValueTaskSource
{
    private const int Quiet = 0;
    private const int Waiting = 1;
    private const int Signalled = 2;

    // Continuations must not run on librdkafka's thread, which holds the lock of a queue.
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _registration;
    private CancellationToken _token;
    private int _state = Signalled;

    public void Set()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _state) == Signalled) return;
        if (Interlocked.Exchange(ref _state, Signalled) == Waiting) _core.SetResult(true);
    }

    /// <summary>Takes the signal, before a look. Someone who waits goes on waiting.</summary>
    public void Take() => Interlocked.CompareExchange(ref _state, Quiet, Signalled);

    public ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);
        int state = Volatile.Read(ref _state);
        if (state == Signalled) return ValueTask.CompletedTask;
        if (state == Waiting) throw new InvalidOperationException("The consumer is being waited on already: there is one waiter at a time.");
        _core.Reset();
        _token = cancellationToken;
        _registration = cancellationToken.UnsafeRegister(static (signal, _) => ((QueueSignal)signal!).Cancel(), this);
        if (Interlocked.CompareExchange(ref _state, Waiting, Quiet) == Signalled)
        {
            _registration.Dispose();
            return ValueTask.CompletedTask;
        }

        // A cancellation before the state changed found nobody waiting.
        if (cancellationToken.IsCancellationRequested && Interlocked.CompareExchange(ref _state, Quiet, Waiting) == Waiting)
        {
            _registration.Dispose();
            return ValueTask.FromCanceled(cancellationToken);
        }

        return new ValueTask(this, _core.Version);
    }

    void IValueTaskSource.GetResult(short token)
    {
        // Waits for a callback that is running, so that it cannot cancel the next wait.
        _registration.Dispose();
        _core.GetResult(token);
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    /// <summary>What librdkafka calls; <paramref name="opaque"/> is a handle of the signal.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void OnQueue(nint client, nint opaque) => ((QueueSignal)GCHandle.FromIntPtr(opaque).Target!).Set();

    private void Cancel()
    {
        if (Interlocked.CompareExchange(ref _state, Quiet, Waiting) == Waiting) _core.SetException(new OperationCanceledException(_token));
    }
}
