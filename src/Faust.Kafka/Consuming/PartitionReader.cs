using Faust.Kafka.Interop;
using Faust.Transport;

namespace Faust.Kafka.Consuming;

/// <summary>One partition of a consumer: its own queue of librdkafka's, which is simply not looked at while the partition is paused.</summary>
internal sealed unsafe class PartitionReader
{
    private readonly nint _queue;
    // What was taken from the queue and did not fit into a batch.
    private readonly nint[] _rest;
    private int _restStart;
    private int _restEnd;

    /// <summary>Splits the partition's queue from the consumer's. To be made before the partition is assigned, so that no record goes astray.</summary>
    public PartitionReader(KafkaClient client, TopicPartition partition, int epoch, long position, int most, nint signal)
    {
        TopicPartition = partition;
        Epoch = epoch;
        Position = position;
        _rest = GC.AllocateUninitializedArray<nint>(most, pinned: true);
        _queue = RdKafka.QueueGetPartition(client.Handle, partition.Topic, partition.Partition);
        RdKafka.QueueForward(_queue, 0);
        RdKafka.QueueCallbackEnable(_queue, &QueueSignal.OnQueue, signal);
    }

    public TopicPartition TopicPartition { get; }

    public int Epoch { get; }

    /// <summary>Whether the assignment is answered.</summary>
    public bool IsActive { get; set; }

    public bool IsPaused { get; set; }

    /// <summary>Behind what was handed out; -1 where the group's offset, which librdkafka looks up, is not known here.</summary>
    public long Position { get; set; }

    /// <summary>Where a seek is to go that librdkafka could not take yet.</summary>
    public long? PendingSeek { get; set; }

    /// <summary>Why the partition cannot be read; told by each poll that comes to it, until a seek.</summary>
    public TransportException? Error { get; set; }

    public bool IsReadable => IsActive && !IsPaused;

    /// <summary>The next message, from what was left or from the queue; <see langword="null"/> where there is none now.</summary>
    public RdMessage* Next()
    {
        if (_restStart == _restEnd)
        {
            fixed (nint* messages = _rest)
            {
                _restStart = 0;
                _restEnd = Math.Max(0, (int)RdKafka.ConsumeBatchQueue(_queue, 0, (RdMessage**)messages, (nuint)_rest.Length));
            }

            if (_restEnd == 0) return null;
        }

        return (RdMessage*)_rest[_restStart++];
    }

    /// <summary>Puts back the message that <see cref="Next"/> gave last.</summary>
    public void PutBack() => _restStart--;

    /// <summary>Forgets what was taken and not handed out.</summary>
    public void DropRest()
    {
        while (_restStart < _restEnd) RdKafka.MessageDestroy((RdMessage*)_rest[_restStart++]);
    }

    public void Close()
    {
        DropRest();
        RdKafka.QueueCallbackEnable(_queue, null, 0);
        RdKafka.QueueDestroy(_queue);
    }
}
