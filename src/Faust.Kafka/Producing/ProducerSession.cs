using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Faust.Kafka.Interop;
using Faust.Transport;

namespace Faust.Kafka.Producing;

/// <summary>
/// One handle of librdkafka that produces. Delivery reports are taken on librdkafka's background thread: threads of the pool may be waiting for
/// room in the queue, which only the reports make.
/// </summary>
internal sealed unsafe class ProducerSession
{
    private const int Events = RdKafka.EventDelivery | RdKafka.EventError | RdKafka.EventStatistics;
    private const int ReportsAtOnce = 512;

    private readonly KafkaContext _context;
    private readonly ConcurrentDictionary<TopicPartition, PartitionTarget> _targets = new();
    private readonly ConcurrentDictionary<string, nint> _topics = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<PendingSend> _free = [];
    private readonly Lock _gate = new();
    private bool _closed;
    private volatile string? _fatal;

    public ProducerSession(KafkaContext context, ProducerSettings settings)
    {
        _context = context;
        Dictionary<string, string> configuration = KafkaConfiguration.Producer(context.Options, settings);
        MaxRecordBytes = int.TryParse(configuration.GetValueOrDefault("message.max.bytes"), out int most) ? most : 1_000_000;
        Client = KafkaClient.Create(context, isProducer: true, configuration, Events, OnEvent);
    }

    public KafkaClient Client { get; }

    public int MaxRecordBytes { get; }

    /// <summary>The error after which nothing more can be sent; <see langword="null"/> without one.</summary>
    public string? Fatal => _fatal;

    /// <summary>Hands the records of a batch to librdkafka, which copies them; waits while its queue is full.</summary>
    public ValueTask<long> Send(ProducerBatch batch)
    {
        PartitionTarget target = _targets.TryGetValue(batch.TopicPartition, out PartitionTarget? known) ? known : AddTarget(batch.TopicPartition);
        if (!_free.TryTake(out PendingSend? pending)) pending = new PendingSend(this);
        pending.Begin(target, batch.Count);
        ValueTask<long> task = pending.Task;
        lock (target.Gate) Produce(batch, target, pending);
        return task;
    }

    public void Return(PendingSend pending)
    {
        if (_closed) pending.Free();
        else _free.Add(pending);
    }

    public TransportException ErrorOf(PartitionTarget target, int code, int count, bool maybeDelivered)
    {
        string what = $"Sending {count} records to {target.Partition}";
        if (KafkaErrors.IsUnknownTopic(code))
        {
            return new TransportException($"{what} failed: the topic, or its partition, does not exist ({code}). Create it, or correct the name.")
            {
                // A broker that has just started may not know its topics yet.
                IsTransient = target.KnownEnd > 0,
                IsIndefinite = maybeDelivered,
            };
        }

        TransportException error = KafkaErrors.Of(what, code, Fatal);
        if (error is ProducerFencedException || error.IsIndefinite == (maybeDelivered || Fatal is not null)) return error;
        return error is RecordTooLargeException && !maybeDelivered
            ? error
            : new TransportException(error.Message) { IsIndefinite = maybeDelivered || Fatal is not null, IsTransient = error.IsTransient };
    }

    /// <summary>Waits until what was sent is in the log, or gives up.</summary>
    public void Flush(TimeSpan patience) => RdKafka.Flush(Client.Handle, (int)patience.TotalMilliseconds);

    /// <summary>Ends the session: what is still on its way fails.</summary>
    public void Close()
    {
        lock (_gate)
        {
            if (_closed) return;
            _closed = true;
        }

        Client.Close();
        RdKafka.Purge(Client.Handle, RdKafka.PurgeQueue | RdKafka.PurgeInFlight);
        // The reports of what was purged come before the handle is destroyed.
        RdKafka.Flush(Client.Handle, 10_000);
        foreach (nint topic in _topics.Values) RdKafka.TopicDestroy(topic);
        Client.EndUse();
        while (_free.TryTake(out PendingSend? pending)) pending.Free();
    }

    private void Produce(ProducerBatch batch, PartitionTarget target, PendingSend pending)
    {
        const int Flags = 2, Value = 4, Key = 5, Timestamp = 6, Headers = 7;
        RdValue* values = stackalloc RdValue[8];
        values[0] = RdValue.Of(RdValue.TypeTopic, target.Topic);
        values[1] = RdValue.Of(RdValue.TypePartition, target.Partition.Partition);
        values[Flags] = RdValue.Of(RdValue.TypeFlags, RdKafka.MessageCopy | RdKafka.MessageBlock);
        values[3] = RdValue.Of(RdValue.TypeOpaque, pending.Opaque);
        values[Timestamp].Type = RdValue.TypeTimestamp;
        ReadOnlySpan<byte> frames = batch.Buffer.WrittenSpan;
        fixed (byte* start = frames)
        {
            byte* frame = start;
            for (int i = 0; i < batch.Count; i++)
            {
                int length = ProducerBatch.ReadFrame(frames[(int)(frame - start)..], out int keyLength, out int valueLength, out int headersLength, out long timestamp);
                byte* key = frame + ProducerBatch.FrameHeaderLength;
                byte* value = key + Math.Max(keyLength, 0);
                byte* headers = value + Math.Max(valueLength, 0);
                values[Key] = keyLength < 0 ? RdValue.Of(RdValue.TypeKey, null, 0) : RdValue.Of(RdValue.TypeKey, key, keyLength);
                values[Value] = valueLength < 0 ? RdValue.Of(RdValue.TypeValue, null, 0) : RdValue.Of(RdValue.TypeValue, value, valueLength);
                // To librdkafka 0 means now, which would differ at each try.
                values[Timestamp].Int64 = timestamp == 0 ? 1 : timestamp;
                nuint count = 7;
                if (headersLength > 0)
                {
                    values[Headers] = RdValue.Of(RdValue.TypeHeaders, HeadersOf(new ReadOnlySpan<byte>(headers, headersLength)));
                    count = 8;
                }

                nint error = RdKafka.Produce(Client.Handle, values, count);
                if (error != 0)
                {
                    if (headersLength > 0) RdKafka.HeadersDestroy(values[Headers].Pointer);
                    pending.Refuse(batch.Count - i, KafkaErrors.Take(error).Code);
                    return;
                }

                frame += length;
            }
        }
    }

    private static nint HeadersOf(ReadOnlySpan<byte> encoded)
    {
        nint headers = RdKafka.HeadersNew(4);
        while (RecordHeaders.TryRead(ref encoded, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value, out bool hasValue))
        {
            fixed (byte* nameBytes = name)
            fixed (byte* valueBytes = value)
            {
                // An empty value is not a missing one, and needs an address to say so.
                byte none = 0;
                byte* at = !hasValue ? null : value.IsEmpty ? &none : valueBytes;
                RdKafka.HeaderAdd(headers, nameBytes, name.Length, at, value.Length);
            }
        }

        return headers;
    }

    private PartitionTarget AddTarget(TopicPartition partition)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(IProducer));
            if (!_topics.TryGetValue(partition.Topic, out nint topic))
            {
                topic = RdKafka.TopicNew(Client.Handle, partition.Topic, 0);
                if (topic == 0) throw new TransportException($"Topic '{partition.Topic}' cannot be sent to: librdkafka refuses the name.");
                _topics[partition.Topic] = topic;
            }

            return _targets.GetOrAdd(partition, static (p, t) => new PartitionTarget(p, t), topic);
        }
    }

    private void OnEvent(nint rkev)
    {
        int type = RdKafka.EventType(rkev);
        if (type == RdKafka.EventDelivery) OnDelivery(rkev);
        else if (type == RdKafka.EventError && RdKafka.EventErrorIsFatal(rkev) != 0) OnFatal();
        else Client.OnCommonEvent(rkev);
    }

    private void OnFatal()
    {
        _fatal = Client.FatalError();
        KafkaLog.ProducerFatal(_context.Logger, Client.Name, _fatal ?? "");
    }

    [SkipLocalsInit]
    private static void OnDelivery(nint rkev)
    {
        RdMessage** messages = stackalloc RdMessage*[ReportsAtOnce];
        nint last = 0;
        PendingSend? pending = null;
        while (RdKafka.EventMessageArray(rkev, messages, ReportsAtOnce) is not 0 and var count)
        {
            for (int i = 0; i < (int)count; i++)
            {
                // Most often the record before belonged to the same call. A call that is complete may be in use again for another one by now:
                // it has the same handle, and so is the right one.
                if (messages[i]->Opaque != last)
                {
                    last = messages[i]->Opaque;
                    pending = PendingSend.Of(last);
                }

                pending!.Report(messages[i]);
            }
        }
    }
}
