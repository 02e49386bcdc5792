using System.Runtime.InteropServices;
using System.Threading.Tasks.Sources;
using Faust.Kafka.Interop;

namespace Faust.Kafka.Producing;

/// <summary>One call of a send, until all its records are reported. Used again by its session.</summary>
internal sealed unsafe class PendingSend : IValueTaskSource<long>
{
    // Continuations must not run on the thread that takes the reports.
    private ManualResetValueTaskSourceCore<long> _core = new() { RunContinuationsAsynchronously = true };
    private readonly ProducerSession _session;
    private readonly GCHandle _self;
    private PartitionTarget? _target;
    private int _count;
    private int _remaining;
    private int _reported;
    private int _delivered;
    private long _first;
    private int _error;
    private bool _maybeDelivered;

    public PendingSend(ProducerSession session)
    {
        _session = session;
        _self = GCHandle.Alloc(this);
    }

    public nint Opaque => GCHandle.ToIntPtr(_self);

    public ValueTask<long> Task => new(this, _core.Version);

    public static PendingSend Of(nint opaque) => (PendingSend)GCHandle.FromIntPtr(opaque).Target!;

    public void Begin(PartitionTarget target, int count)
    {
        _core.Reset();
        _target = target;
        _count = _remaining = count;
        _reported = _delivered = 0;
        _first = -1;
        _error = 0;
        _maybeDelivered = false;
    }

    /// <summary>A record is in the log, or will not be. Reports come one after the other, those of a partition in the order of its records.</summary>
    public void Report(RdMessage* message)
    {
        if (message->Error == 0)
        {
            _delivered++;
            // A record that came again after a lost answer has no offset; its neighbours tell.
            if (_first < 0 && message->Offset >= 0) _first = message->Offset - _reported;
        }
        else
        {
            if (_error == 0) _error = message->Error;
            const int NotPersisted = 0;
            _maybeDelivered |= RdKafka.MessageStatus(message) != NotPersisted;
        }

        _reported++;
        Finish(1);
    }

    /// <summary>So many records of the call were not taken by librdkafka.</summary>
    public void Refuse(int count, int error)
    {
        // What was taken before them may be reported at the same time: the error is set before the count.
        Interlocked.CompareExchange(ref _error, error, 0);
        Finish(count);
    }

    public void Free() => _self.Free();

    long IValueTaskSource<long>.GetResult(short token)
    {
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            _session.Return(this);
        }
    }

    ValueTaskSourceStatus IValueTaskSource<long>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<long>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private void Finish(int count)
    {
        if (Interlocked.Add(ref _remaining, -count) > 0) return;
        PartitionTarget target = _target!;
        if (_error == 0)
        {
            // Where no record has an offset, the end of what is known of the partition is one that is not too high.
            long first = _first >= 0 ? _first : target.KnownEnd;
            target.KnownEnd = Math.Max(target.KnownEnd, first + _count);
            _core.SetResult(first);
        }
        else
        {
            _core.SetException(_session.ErrorOf(target, _error, _count, _maybeDelivered || _delivered > 0));
        }
    }
}
