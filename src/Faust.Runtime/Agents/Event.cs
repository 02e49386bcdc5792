using System.Runtime.CompilerServices;
using Faust.Agents;

namespace Faust;

/// <summary>A record of a topic on its way through the agents: key, value, time and place.</summary>
/// <typeparam name="TKey">The type of the topic's keys.</typeparam>
/// <typeparam name="TValue">The type of the topic's values.</typeparam>
public readonly struct Event<TKey, TValue>
{
    private readonly EventOrigin? _origin;
    private readonly long _timestamp;
    private readonly bool _lacksKey;
    private readonly bool _lacksValue;

    /// <summary>Makes an event of its own, as for a test of an agent.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="timestamp">The event's time; the Unix epoch where it does not matter.</param>
    public Event(TKey key, TValue value, DateTimeOffset timestamp = default)
    {
        Key = key;
        Value = value;
        _timestamp = timestamp == default ? 0 : timestamp.ToUnixTimeMilliseconds();
        Offset = -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Event(TKey key, TValue value, long timestamp, long offset, EventOrigin origin, bool hasKey, bool hasValue)
    {
        Key = key;
        Value = value;
        _timestamp = timestamp;
        Offset = offset;
        _origin = origin;
        _lacksKey = !hasKey;
        _lacksValue = !hasValue;
    }

    /// <summary>The key; the type's default where <see cref="HasKey"/> is false.</summary>
    public TKey Key { get; }

    /// <summary>The value; the type's default where <see cref="HasValue"/> is false.</summary>
    public TValue Value { get; }

    /// <summary>Whether the record has a key.</summary>
    public bool HasKey => !_lacksKey;

    /// <summary>Whether the record has a value; one without is a tombstone: it says that the key is gone.</summary>
    public bool HasValue => !_lacksValue;

    /// <summary>When it happened, in milliseconds: the value's <see cref="EventTimeAttribute"/> member, else the log's timestamp.</summary>
    public DateTimeOffset Timestamp => DateTimeOffset.FromUnixTimeMilliseconds(_timestamp);

    /// <summary><see cref="Timestamp"/> in milliseconds since the Unix epoch.</summary>
    public long TimestampMilliseconds => _timestamp;

    /// <summary>The topic; empty for an event made by hand.</summary>
    public string Topic => (_origin ?? EventOrigin.None).Topic;

    /// <summary>The partition; -1 for an event made by hand.</summary>
    public int Partition => (_origin ?? EventOrigin.None).Partition;

    /// <summary>The offset in the partition; -1 for an event made by hand.</summary>
    public long Offset { get; }

    /// <summary>The record's headers.</summary>
    public Headers Headers => (_origin ?? EventOrigin.None).Headers;

    /// <summary>Takes the event apart into key and value.</summary>
    public void Deconstruct(out TKey key, out TValue value)
    {
        key = Key;
        value = Value;
    }

    /// <summary>Place and key, without the value: what may be logged.</summary>
    public override string ToString() => $"{Topic}-{Partition}@{Offset} {Key}";
}
