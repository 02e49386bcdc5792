using System.Runtime.InteropServices;
using Faust.Kafka.Interop;
using Faust.Transport;

namespace Faust.Kafka.Consuming;

/// <content>The partitions, and how records come of them.</content>
internal sealed unsafe partial class KafkaConsumer
{
    // How long librdkafka's own thread may take to accept a seek; where it is busy the seek is tried again with the next poll.
    private const int SeekMilliseconds = 200;
    private static readonly TimeSpan SeekAgainAfter = TimeSpan.FromMilliseconds(5);

    private readonly List<PartitionReader> _readers = [];
    private ITimer? _seekAgain;
    private int _turn;

    public void Pause(IReadOnlyCollection<TopicPartition> partitions)
    {
        ArgumentNullException.ThrowIfNull(partitions);
        lock (_gate)
        {
            ThrowIfDisposed();
            foreach (TopicPartition partition in partitions)
            {
                if (Find(partition) is { } reader) reader.IsPaused = true;
            }
        }
    }

    public void Resume(IReadOnlyCollection<TopicPartition> partitions)
    {
        ArgumentNullException.ThrowIfNull(partitions);
        lock (_gate)
        {
            ThrowIfDisposed();
            foreach (TopicPartition partition in partitions)
            {
                if (Find(partition) is { } reader) reader.IsPaused = false;
            }
        }

        _signal.Set();
    }

    public void Seek(TopicPartitionOffset offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset.Offset, nameof(offset));
        lock (_gate)
        {
            ThrowIfDisposed();
            PartitionReader reader = Find(offset.TopicPartition)
                ?? throw new InvalidOperationException($"{offset.TopicPartition} is not assigned to this consumer.");
            reader.DropRest();
            reader.Position = offset.Offset;
            if (reader.Error is not null)
            {
                // librdkafka reads a partition with an error no longer, and takes no seek of it.
                reader.Error = null;
                Reassign(offset);
                return;
            }

            reader.PendingSeek = offset.Offset;
            TrySeek(reader);
        }

        _signal.Set();
    }

    private ConsumerEvent Fetch()
    {
        for (int tried = 0; tried < _readers.Count; tried++)
        {
            if (_turn >= _readers.Count) _turn = 0;
            // The turn moves on before the read, so that a partition that cannot be read does not keep the others from theirs.
            PartitionReader reader = _readers[_turn++];
            if (reader.IsReadable && Fetch(reader) is { } batch) return ConsumerEvent.Records(batch);
        }

        return ConsumerEvent.None;
    }

    private KafkaRecordBatch? Fetch(PartitionReader reader)
    {
        if (reader.PendingSeek is not null && !TrySeek(reader)) return null;
        KafkaRecordBatch? batch = null;
        long next = reader.Position;
        while (batch is not { IsFull: true })
        {
            RdMessage* message = reader.Next();
            if (message == null) break;
            // What could not be read can be again, as when its topic was made anew.
            reader.Error = null;
            if (message->Error == 0)
            {
                batch ??= _pool.Rent();
                byte* headers = batch.Headers(message, out int headersLength);
                long size = (long)message->KeyLength + (long)message->Length + headersLength;
                if (batch.Count > 0 && batch.SizeInBytes + size > _settings.MaxBatchBytes)
                {
                    reader.PutBack();
                    break;
                }

                next = message->Offset + 1;
                batch.Add(message, headers, headersLength);
                continue;
            }

            if (message->Error == RdError.PartitionEof)
            {
                // Behind the last record there may be what readers do not see; the end lies behind that.
                next = Math.Max(next, message->Offset);
            }
            else if (ErrorOf(reader, message) is { } error)
            {
                reader.Error = error;
                RdKafka.MessageDestroy(message);
                break;
            }

            RdKafka.MessageDestroy(message);
        }

        if (batch is null && next > Math.Max(reader.Position, 0)) batch = _pool.Rent();
        if (batch is not null)
        {
            reader.Position = next;
            batch.HandOut(reader.TopicPartition, reader.Epoch, next);
            return batch;
        }

        if (reader.Error is { } found) throw found;
        return null;
    }

    /// <summary>What an error message of a partition means; <see langword="null"/> where librdkafka goes on by itself.</summary>
    private TransportException? ErrorOf(PartitionReader reader, RdMessage* message)
    {
        string text = RdKafka.Text(RdKafka.MessageErrorString(message));
        string partition = reader.TopicPartition.ToString();
        if (KafkaErrors.IsUnknownTopic(message->Error))
        {
            return new TransportException($"{partition} cannot be read: the topic, or its partition, does not exist ({text}). Create it, or correct the name.");
        }

        if (message->Error is RdError.AutoOffsetReset or RdError.OffsetOutOfRange or RdError.NoOffset)
        {
            return new TransportException($"{partition} has nowhere to start ({text}), and OffsetReset.Error forbids to choose a place: seek, or set another OffsetReset.");
        }

        if (!KafkaErrors.IsTransient(message->Error)) return KafkaErrors.Of($"Reading {partition}", message->Error, text);
        KafkaLog.ClientError(_context.Logger, _client.Name, $"{partition}: {text}");
        return null;
    }

    private bool TrySeek(PartitionReader reader)
    {
        TopicPartitionOffset to = new(reader.TopicPartition, reader.PendingSeek!.Value);
        RdTopicPartitionList* list = RdTopicPartitionList.Of([to]);
        (int code, _, _, _) = KafkaErrors.Take(RdKafka.SeekPartitions(_client.Handle, list, SeekMilliseconds));
        if (code == 0) code = list->Elements[0].Error;
        RdKafka.ListDestroy(list);
        if (code == 0)
        {
            reader.PendingSeek = null;
            return true;
        }

        // Reading has not begun: the committed offset is being looked up. What comes until the seek is taken is not wanted.
        reader.DropRest();
        _seekAgain ??= _context.Time.CreateTimer(static signal => ((QueueSignal)signal!).Set(), _signal, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _seekAgain.Change(SeekAgainAfter, Timeout.InfiniteTimeSpan);
        return false;
    }

    private void AssignAll()
    {
        RdTopicPartitionList* list = RdTopicPartitionList.Of([.. _readers.Select(StartOf)]);
        int code = RdKafka.Assign(_client.Handle, list);
        RdKafka.ListDestroy(list);
        if (code != 0) throw KafkaErrors.Of("The assignment of partitions", code);
    }

    private void Reassign(TopicPartitionOffset to)
    {
        if (!IsIncremental)
        {
            AssignAll();
            return;
        }

        RdTopicPartitionList* list = RdTopicPartitionList.Of([to]);
        nint error = RdKafka.IncrementalUnassign(_client.Handle, list);
        if (error == 0) error = RdKafka.IncrementalAssign(_client.Handle, list);
        RdKafka.ListDestroy(list);
        KafkaErrors.ThrowIf(error, $"The seek to {to}");
    }

    private static TopicPartitionOffset StartOf(PartitionReader reader) =>
        new(reader.TopicPartition, reader.Position >= 0 ? reader.Position : RdKafka.OffsetInvalid);

    private PartitionReader? Find(TopicPartition partition) => _readers.Find(r => r.TopicPartition == partition);

    private PartitionReader Add(TopicPartition partition, int epoch, long position)
    {
        var reader = new PartitionReader(_client, partition, epoch, position, _settings.MaxBatchRecords, GCHandle.ToIntPtr(_signalHandle));
        _readers.Add(reader);
        return reader;
    }

    private void Drop(IEnumerable<TopicPartition> partitions)
    {
        foreach (TopicPartition partition in partitions)
        {
            if (Find(partition) is not { } reader) continue;
            reader.Close();
            _readers.Remove(reader);
        }
    }
}
