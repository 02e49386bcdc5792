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
    private bool _timerIsSet;

    public ApplicationTopicOutput(string topic, int partitions, IProducer producer, TimeProvider time, TimeSpan linger)
        : base(topic, partitions)
    {
        _producer = producer;
        _time = time;
        _linger = linger;
        _timer = time.CreateTimer(static state => ((ApplicationTopicOutput)state!).OnLinger(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public override long DefaultTimestamp => _time.GetUtcNow().ToUnixTimeMilliseconds();

    public override void Send<TKey, TValue>(Topic<TKey, TValue> topic, TKey key, TValue value, long timestamp, Headers headers)
    {
        lock (_gate) AfterAdd(Add(topic, key, value, timestamp, headers));
    }

    public override void SendTombstone<TKey, TValue>(Topic<TKey, TValue> topic, TKey key, long timestamp, Headers headers)
    {
        lock (_gate) AfterAdd(AddTombstone(topic, key, timestamp, headers));
    }

    public override async ValueTask<RecordMetadata> SendAsync<TKey, TValue>(
        Topic<TKey, TValue> topic, TKey key, TValue value, long timestamp, Headers headers, CancellationToken cancellationToken)
    {
        TopicPartition partition;
        int index;
        ValueTask<long> sending;
        lock (_gate)
        {
            ProducerBatch batch = Add(topic, key, value, timestamp, headers);
            partition = batch.TopicPartition;
            index = batch.Count - 1;
            sending = _producer.SendAsync(batch, cancellationToken);
            batch.Clear();
        }

        long first = await sending.ConfigureAwait(false);
        return new RecordMetadata(partition.Topic, partition.Partition, first + index);
    }

    public override async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        Task[] pending;
        lock (_gate)
        {
            SendAll();
            if (_pending.Count == 0) return;
            pending = [.. _pending];
            _pending.Clear();
        }

        await Task.WhenAll(pending).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
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
        ValueTask<long> sending = _producer.SendAsync(batch);
        batch.Clear();
        if (sending.IsCompletedSuccessfully)
        {
            _ = sending.Result;
            return;
        }

        _pending.RemoveAll(static task => task.IsCompletedSuccessfully);
        _pending.Add(sending.AsTask());
    }
}
