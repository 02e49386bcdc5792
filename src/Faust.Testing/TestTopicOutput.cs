using Faust.Topics;
using Faust.Transport;

namespace Faust.Testing;

/// <summary>The output of a topic in the hands of a test: each record is in the log at once, and the application runs until it is idle.</summary>
internal sealed class TestTopicOutput(FaustTestHost host, string topic, int partitions, int maxRecordBytes)
    : TopicOutput(topic, partitions, maxRecordBytes)
{
    public FaustTestHost Host { get; } = host;

    public override long DefaultTimestamp => Host.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    public override void Send<TKey, TValue>(Topic<TKey, TValue> topic, TKey key, TValue value, long timestamp, Headers headers) =>
        SendNow(() => Add(topic, key, value, timestamp, headers));

    public override void SendTombstone<TKey, TValue>(Topic<TKey, TValue> topic, TKey key, long timestamp, Headers headers) =>
        SendNow(() => AddTombstone(topic, key, timestamp, headers));

    public override ValueTask<RecordMetadata> SendAsync<TKey, TValue>(
        Topic<TKey, TValue> topic, TKey key, TValue value, long timestamp, Headers headers, CancellationToken cancellationToken) =>
        new(SendNow(() => Add(topic, key, value, timestamp, headers)));

    public override ValueTask FlushAsync(CancellationToken cancellationToken) => default;

    public void SendRaw(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, Headers headers)
    {
        ProducerBatch batch = Batches[Murmur2.Partition(key, Batches.Length)];
        batch.Add(DefaultTimestamp, key, value, headers.Encoded);
        SendNow(() => batch);
    }

    private RecordMetadata SendNow(Func<ProducerBatch> add)
    {
        // Before the record is in the log: where the application has failed already, it is not sent.
        Host.ThrowIfFailed();
        ProducerBatch batch = add();
        long offset = Host.Append(batch);
        var sent = new RecordMetadata(batch.TopicPartition.Topic, batch.TopicPartition.Partition, offset);
        batch.Clear();
        Host.RunAfterSend();
        return sent;
    }
}
