using Faust.Agents;

namespace Faust.Testing;

/// <summary>What a test does with a topic besides sending to it. For topics given by <see cref="FaustTestHost.Topic{TTopic}"/>.</summary>
public static class TopicExtensions
{
    /// <summary>
    /// Takes what came to the topic since the last call (at first, since the host was made), whoever sent it: what was sent by agents that
    /// promise exactly-once is seen once it is committed, which it is after each call.
    /// </summary>
    /// <remarks>
    /// Events of a partition come in its order. The log has no order between partitions; here the partition comes first whose next event is
    /// the oldest.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The topic is not one of a host's.</exception>
    /// <exception cref="Records.RecordFormatException">A record cannot be decoded; what came with it is taken all the same. <see cref="FaustTestHost.ReadRaw"/>
    /// reads it.</exception>
    /// <exception cref="TaskFailedException">An agent failed since the last call.</exception>
    public static IReadOnlyList<Event<TKey, TValue>> ReadAll<TKey, TValue>(this Topic<TKey, TValue> topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        IReadOnlyList<Event<byte[], byte[]>> records = OutputOf(topic).Host.ReadRaw(topic.Name);
        var events = new List<Event<TKey, TValue>>(records.Count);
        foreach (Event<byte[], byte[]> record in records)
        {
            TKey key = record.HasKey ? topic.ReadKey(record.Key, null) : default!;
            TValue value = record.HasValue ? topic.ReadValue(record.Value, null) : default!;
            long timestamp = (record.HasValue ? topic.GetEventTime(value) : null) ?? record.TimestampMilliseconds;
            var origin = new EventOrigin(record.Topic, record.Partition, record.Headers);
            events.Add(new Event<TKey, TValue>(key, value, timestamp, record.Offset, origin, record.HasKey, record.HasValue));
        }

        return events;
    }

    /// <summary>Sends bytes as they are, which need not be a key and a value of the topic, and runs the application until it is idle.</summary>
    /// <exception cref="InvalidOperationException">The topic is not one of a host's.</exception>
    /// <exception cref="TaskFailedException">An agent failed, or the record could not be decoded.</exception>
    public static void SendRaw<TKey, TValue>(this Topic<TKey, TValue> topic, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, Headers headers = default)
    {
        ArgumentNullException.ThrowIfNull(topic);
        OutputOf(topic).SendRaw(key, value, headers);
    }

    private static TestTopicOutput OutputOf<TKey, TValue>(Topic<TKey, TValue> topic) => topic.BoundOutput as TestTopicOutput
        ?? throw new InvalidOperationException($"Topic '{topic.Name}' is not in the hands of a test: take it from FaustTestHost.Topic<{topic.GetType().Name}>().");
}
