using Faust.Transport;

namespace Faust.Topics;

/// <summary>
/// The output of a topic outside agents: any thread may send. Records wait for a moment (the linger) for others to go with them; a failed
/// send is reported by the next flush.
/// </summary>
internal sealed class ApplicationTopicOutput : TopicOutput, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly IProducer _producer;
    private readonly TimeProvider _time;
    private readonly TimeSpan _linger;
    private readonly ITimer _timer;
    private readonly List<Task> _pending = [];
    private readonly string _topic;
    private bool _timerIsSet;
    private bool _closed;

    public ApplicationTopicOutput(string topic, int partitions, IProducer producer, TimeProvider time, TimeSpan linger)
        : base(topic, partitions, producer.MaxRecordBytes)
    {
        _topic = topic;
        _producer = producer;
        _time = time;
        _linger = linger;
        _timer = time.CreateTimer(static state => ((ApplicationTopicOutput)state!).OnLinger(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public override long DefaultTimestamp => _time.GetUtcNow().ToUnixTimeMilliseconds();

    public override void Send<TKey, TValue>(Topic<TKey, TValue> topic, TKey key, TValue value, long timestamp, Headers headers)
    {
        lock (_gate)
        {
            ThrowIfClosed();
            AfterAdd(Add(topic, key, value, timestamp, headers));
        }
    }

    public override void SendTombstone<TKey, TValue>(Topic<TKey, TValue> topic, TKey key, long timestamp, Headers headers)
    {
        lock (_gate)
        {
            ThrowIfClosed();
            AfterAdd(AddTombstone(topic, key, timestamp, headers));
        }
    }

    public override async ValueTask<RecordMetadata> SendAsync<TKey, TValue>(
        Topic<TKey, TValue> topic, TKey key, TValue value, long timestamp, Headers headers, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TopicPartition partition;
        int index;
        Task<long> sending;
        lock (_gate)
        {
            ThrowIfClosed();
            ProducerBatch batch = Add(topic, key, value, timestamp, headers);
            partition = batch.TopicPartition;
            index = batch.Count - 1;
            // Records of others lie in the batch: they must not be cancelled along, and their flush must hear of a failure.
            sending = Start(batch).AsTask();
            if (index > 0) Watch(sending);
        }

        long first = await sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new RecordMetadata(partition.Topic, partition.Partition, first + index);
    }

    public override async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        Task[] pending;
        lock (_gate)
        {
            SendAll();
            pending = [.. _pending];
        }

        if (pending.Length == 0) return;
        try
        {
            await Task.WhenAll(pending).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // What is still on its way is the next flush's to wait for, and what failed is reported once.
            lock (_gate) _pending.RemoveAll(task => task.IsCompleted && Array.IndexOf(pending, task) >= 0);
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate) _closed = true;
        await _timer.DisposeAsync().ConfigureAwait(false);
        await FlushAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private void AfterAdd(ProducerBatch batch)
    {
        if (batch.Buffer.Length >= FullBatchBytes)
        {
            SendBatch(batch);
        }
        else if (!_timerIsSet)
        {
            _timerIsSet = true;
            _timer.Change(_linger, Timeout.InfiniteTimeSpan);
        }
    }

    private void OnLinger()
    {
        lock (_gate)
        {
            _timerIsSet = false;
            SendAll();
        }
    }

    private void SendAll()
    {
        foreach (ProducerBatch batch in Batches)
        {
            if (batch.Count > 0) SendBatch(batch);
        }
    }

    private void SendBatch(ProducerBatch batch)
    {
        ValueTask<long> sending = Start(batch);
        if (sending.IsCompletedSuccessfully) _ = sending.Result;
        else Watch(sending.AsTask());
    }

    private ValueTask<long> Start(ProducerBatch batch)
    {
        try
        {
            return _producer.SendAsync(batch);
        }
        catch (Exception e)
        {
            // Thrown on a timer it would end the process; the next flush reports it.
            return ValueTask.FromException<long>(e);
        }
        finally
        {
            batch.Clear();
        }
    }

    private void Watch(Task<long> sending)
    {
        _pending.RemoveAll(static task => task.IsCompletedSuccessfully);
        _pending.Add(sending);
    }

    private void ThrowIfClosed()
    {
        if (_closed) throw new InvalidOperationException($"The worker has ended: what is sent to topic '{_topic}' now would never reach the log.");
    }
}
