using System.ComponentModel;
using Faust.Records;
using Faust.Topics;

namespace Faust;

/// <summary>
/// A topic of the log whose keys and values are typed. Declared as a <c>partial</c> class with <see cref="TopicAttribute"/>; the generator
/// writes its serializers.
/// </summary>
/// <remarks>
/// <para>Taken by an agent's constructor it writes through the agent's task: what is sent goes out in order and is in the log before the
/// offset of the event that caused it is committed. Such an instance belongs to its agent and is not thread-safe.</para>
/// <para>Taken from the services elsewhere it writes at once, and any thread may use it.</para>
/// <para>A record's partition follows from its key as with Kafka's Java clients (murmur2); without a key, partitions take turns.</para>
/// </remarks>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
public abstract class Topic<TKey, TValue> : IClassifiedTopic
{
    private TopicOutput? _output;

    /// <summary>The topic's name in the log.</summary>
    public virtual string Name => throw NotGenerated();

    private TopicOutput Output => _output ?? throw new InvalidOperationException(
        $"Topic '{Name}' is not connected to the log yet, as its host has not started: send from StartAsync or ExecuteAsync of a service, not from a constructor.");

    /// <summary>Sends a record. Its timestamp is the value's <see cref="EventTimeAttribute"/> member; without one, in an agent the time of
    /// the event in hand, elsewhere now.</summary>
    /// <exception cref="InvalidOperationException">The instance is not connected to a log.</exception>
    /// <exception cref="ArgumentNullException">The value is null: a record without value is a tombstone, see <see cref="SendTombstone"/>.</exception>
    public void Send(TKey key, TValue value)
    {
        TopicOutput output = Output;
        output.Send(this, key, value, TimeOf(value, output), default);
    }

    /// <summary>Sends a record with a timestamp (in milliseconds on the wire) and headers of its own.</summary>
    /// <inheritdoc cref="Send(TKey, TValue)" path="/exception"/>
    public void Send(TKey key, TValue value, DateTimeOffset timestamp, Headers headers = default)
    {
        ThrowIfNull(value);
        Output.Send(this, key, value, timestamp.ToUnixTimeMilliseconds(), headers);
    }

    /// <summary>Sends a record with headers.</summary>
    /// <inheritdoc cref="Send(TKey, TValue)" path="/exception"/>
    public void Send(TKey key, TValue value, Headers headers)
    {
        TopicOutput output = Output;
        output.Send(this, key, value, TimeOf(value, output), headers);
    }

    /// <summary>Sends a tombstone: the key without a value, which says that it is gone.</summary>
    /// <inheritdoc cref="Send(TKey, TValue)" path="/exception"/>
    public void SendTombstone(TKey key, Headers headers = default)
    {
        TopicOutput output = Output;
        output.SendTombstone(this, key, output.DefaultTimestamp, headers);
    }

    /// <summary>Sends a record and waits until the log has it. Not for agents, whose records go out with their task.</summary>
    /// <remarks>A cancelled call may or may not have sent the record.</remarks>
    /// <returns>Where the record was written.</returns>
    /// <exception cref="InvalidOperationException">The instance belongs to an agent, or is not connected to a log.</exception>
    /// <exception cref="Transport.TransportException">The log refused the record.</exception>
    public ValueTask<RecordMetadata> SendAsync(TKey key, TValue value, Headers headers = default, CancellationToken cancellationToken = default)
    {
        TopicOutput output = Output;
        return output.SendAsync(this, key, value, TimeOf(value, output), headers, cancellationToken);
    }

    /// <summary>Waits until the log has everything sent before the call. In an agent there is no need for it, and nothing to wait for.</summary>
    /// <exception cref="Transport.TransportException">The log refused a record sent since the last call.</exception>
    public ValueTask FlushAsync(CancellationToken cancellationToken = default) => Output.FlushAsync(cancellationToken);

    /// <summary>The most bytes that a key or value may have once its compression is undone; 64 MiB unless overridden.</summary>
    protected virtual int MaxDecodedLength => Generated.CodecChain.DefaultMaxLength;

    /// <summary>Tells a user's codecs what they are used for. Generated.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public virtual void AttachCodecs(IServiceProvider services)
    {
    }

    /// <summary>Writes a key as the log keeps it. Generated.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public virtual void WriteKey(TKey key, ByteBuffer buffer) => throw NotGenerated();

    /// <summary>Writes a value as the log keeps it. Generated.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public virtual void WriteValue(TValue value, ByteBuffer buffer) => throw NotGenerated();

    /// <summary>Reads a key. Generated.</summary>
    /// <exception cref="RecordFormatException">The bytes are not a key of this topic.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public virtual TKey ReadKey(ReadOnlySpan<byte> bytes, Utf8StringCache? strings) => throw NotGenerated();

    /// <summary>Reads a value. Generated.</summary>
    /// <exception cref="RecordFormatException">The bytes are not a value of this topic.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public virtual TValue ReadValue(ReadOnlySpan<byte> bytes, Utf8StringCache? strings) => throw NotGenerated();

    /// <summary>The value's event time in milliseconds since the Unix epoch, where its record declares one. Generated.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public virtual long? GetEventTime(TValue value) => null;

    /// <summary>The members of the values that not everybody may see. Generated where there are some.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public virtual IReadOnlyList<ClassifiedMember> ClassifiedMembers => [];

    internal void Bind(TopicOutput output) => _output = output;

    internal TopicOutput? BoundOutput => _output;

    private long TimeOf(TValue value, TopicOutput output)
    {
        ThrowIfNull(value);
        return GetEventTime(value) ?? output.DefaultTimestamp;
    }

    private void ThrowIfNull(TValue value)
    {
        if (value is null) throw new ArgumentNullException(nameof(value), $"A record of topic '{Name}' needs a value; to say that a key is gone, use SendTombstone.");
    }

    // Not abstract: the compiler would then report members that are missing, and stop before the analyzers can say what is wrong.
    private InvalidOperationException NotGenerated() => new(
        $"{GetType().FullName} has no generated part: it must be partial and marked [Topic], and its types must be records or built in. The analyzers of Faust.Runtime say which.");
}
