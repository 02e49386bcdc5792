using Faust.Processing;
using Faust.Transport;

namespace Faust.Topics;

/// <summary>The output of a topic inside a processing task: only the task's logical thread uses it.</summary>
/// <remarks>
/// What the event in hand has sent lies at the end of the batches and can be cut off again. So a batch that is full goes out before the next
/// event adds to it, and never in the middle of an event.
/// </remarks>
internal class TaskTopicOutput(string topic, int partitions, TaskProducer producer, AttemptCounter attempts)
    : TopicOutput(topic, partitions, producer.MaxRecordBytes)
{
    // What each attempt of the event in hand found when it first added to a batch, in the order of the attempts.
    private readonly List<Mark> _marks = [];

    // The attempt that last added to each batch.
    private readonly long[] _attempts = new long[partitions];

    public override long DefaultTimestamp => producer.Timestamp;

    public override void Send<TKey, TValue>(Topic<TKey, TValue> topic, TKey key, TValue value, long timestamp, Headers headers) =>
        Add(topic, key, value, timestamp, headers);

    public override void SendTombstone<TKey, TValue>(Topic<TKey, TValue> topic, TKey key, long timestamp, Headers headers) =>
        AddTombstone(topic, key, timestamp, headers);

    public override ValueTask<RecordMetadata> SendAsync<TKey, TValue>(
        Topic<TKey, TValue> topic, TKey key, TValue value, long timestamp, Headers headers, CancellationToken cancellationToken) =>
        throw new InvalidOperationException(
            $"An agent cannot wait for a record of topic '{topic.Name}' to be written: it is written with the agent's task. Use Send.");

    public override ValueTask FlushAsync(CancellationToken cancellationToken) => default;

    /// <summary>Adds a record as it is.</summary>
    /// <exception cref="RecordTooLargeException">It is larger than the log takes, and was not added.</exception>
    public void SendRaw(int partition, in LogRecord record, ReadOnlySpan<byte> headers)
    {
        OnAdding(partition);
        ProducerBatch batch = Batches[partition];
        batch.BeginRecord(record.Timestamp);
        batch.Buffer.Write(record.Key);
        batch.EndKey(record.HasKey);
        batch.Buffer.Write(record.Value);
        EndRecord(batch, record.HasValue, headers);
    }

    /// <summary>Adds what a handler in a lane has sent to a partition.</summary>
    public void AddAll(int partition, ProducerBatch records)
    {
        OnAdding(partition);
        Batches[partition].Add(records);
    }

    /// <summary>Sends what is left in the batches. Not in the middle of an event.</summary>
    public void SendAll()
    {
        for (int i = 0; i < Batches.Length; i++)
        {
            if (Batches[i].Count > 0) Batches[i] = producer.Send(Batches[i]);
        }

        _marks.Clear();
    }

    /// <summary>Whether this attempt or a later one added something that was not taken back.</summary>
    public bool HasRecordsSince(long attempt) => _marks.Count > 0 && _marks[^1].Attempt >= attempt;

    /// <summary>Takes back what this attempt and those after it added.</summary>
    public void RollBack(long attempt)
    {
        while (_marks.Count > 0 && _marks[^1].Attempt >= attempt)
        {
            Mark mark = _marks[^1];
            Batches[mark.Partition].Truncate(mark.Count, mark.Length);
            NextWithoutKey = mark.NextWithoutKey;
            _attempts[mark.Partition] = 0;
            _marks.RemoveAt(_marks.Count - 1);
        }
    }

    protected override void OnAdding(int partition)
    {
        if (_attempts[partition] != attempts.Current) BeginAttempt(partition);
    }

    private void BeginAttempt(int partition)
    {
        if (_marks.Count > 0 && _marks[^1].Attempt < attempts.Event) _marks.Clear();
        if (Batches[partition].Buffer.Length >= FullBatchBytes && !HasMark(partition)) Batches[partition] = producer.Send(Batches[partition]);
        ProducerBatch batch = Batches[partition];
        _attempts[partition] = attempts.Current;
        _marks.Add(new Mark(attempts.Current, partition, batch.Count, batch.Buffer.Length, NextWithoutKey));
    }

    // Whether the event in hand has added to the batch before.
    private bool HasMark(int partition)
    {
        foreach (Mark mark in _marks)
        {
            if (mark.Partition == partition) return true;
        }

        return false;
    }

    private readonly record struct Mark(long Attempt, int Partition, int Count, int Length, int NextWithoutKey);
}
