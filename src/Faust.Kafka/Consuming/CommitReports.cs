using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Faust.Kafka.Interop;
using Faust.Transport;

namespace Faust.Kafka.Consuming;

/// <summary>
/// Commits offsets and completes the callers when the group has answered. The answers come to a queue of their own, which a thread of the
/// pool empties when something is in it: a commit may be waited for while nobody polls.
/// </summary>
internal sealed unsafe class CommitReports : IThreadPoolWorkItem
{
    private readonly KafkaClient _client;
    private readonly ConcurrentDictionary<nint, Pending> _pending = new();
    private readonly GCHandle _self;
    private readonly nint _queue;
    private long _last;

    public CommitReports(KafkaClient client)
    {
        _client = client;
        _self = GCHandle.Alloc(this);
        _queue = RdKafka.QueueNew(client.Handle);
        RdKafka.QueueCallbackEnable(_queue, &OnQueue, GCHandle.ToIntPtr(_self));
    }

    public ValueTask CommitAsync(IReadOnlyCollection<TopicPartitionOffset> offsets, string group)
    {
        var pending = new Pending(group, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        nint id = (nint)Interlocked.Increment(ref _last);
        _pending[id] = pending;
        RdTopicPartitionList* list = RdTopicPartitionList.Of(offsets);
        int code = RdKafka.CommitQueue(_client.Handle, list, _queue, 0, id);
        RdKafka.ListDestroy(list);
        if (code == 0 || !_pending.TryRemove(id, out _)) return new ValueTask(pending.Done.Task);
        return ValueTask.FromException(ErrorOf(pending, code));
    }

    public void Execute()
    {
        lock (_pending)
        {
            if (!_self.IsAllocated) return;
            while (RdKafka.QueuePoll(_queue, 0) is not 0 and var rkev)
            {
                OnEvent(rkev);
                RdKafka.EventDestroy(rkev);
            }
        }
    }

    /// <summary>Ends it: what the group has not answered by now, it is unknown whether it was committed.</summary>
    public void Close()
    {
        Execute();
        lock (_pending)
        {
            RdKafka.QueueCallbackEnable(_queue, null, 0);
            RdKafka.QueueDestroy(_queue);
            _self.Free();
        }

        foreach (nint id in _pending.Keys)
        {
            if (!_pending.TryRemove(id, out Pending? pending)) continue;
            pending.Done.SetException(new TransportException($"The consumer was closed before group '{pending.Group}' answered a commit.") { IsIndefinite = true });
        }
    }

    private static TransportException ErrorOf(Pending pending, int code) => KafkaErrors.Of($"The commit for group '{pending.Group}'", code);

    private void OnEvent(nint rkev)
    {
        if (RdKafka.EventType(rkev) != RdKafka.EventOffsetCommit || !_pending.TryRemove(RdKafka.EventOpaque(rkev), out Pending? pending)) return;
        int code = RdKafka.EventErrorCode(rkev);
        if (code == 0) code = RdTopicPartitionList.FirstError(RdKafka.EventTopicPartitionList(rkev), out _);
        if (code == 0) pending.Done.SetResult();
        else pending.Done.SetException(ErrorOf(pending, code));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnQueue(nint client, nint opaque) =>
        ThreadPool.UnsafeQueueUserWorkItem((CommitReports)GCHandle.FromIntPtr(opaque).Target!, preferLocal: false);

    private sealed record Pending(string Group, TaskCompletionSource Done);
}
