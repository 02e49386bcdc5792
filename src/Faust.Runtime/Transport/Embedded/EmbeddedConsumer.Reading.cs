namespace Faust.Transport.Embedded;

internal sealed partial class EmbeddedConsumer
{
    private readonly List<PartitionReader> _readers = [];
    private int _turn;

    public void Pause(IReadOnlyCollection<TopicPartition> partitions)
    {
        ArgumentNullException.ThrowIfNull(partitions);
        lock (_gate)
        {
            ThrowIfDisposed();
            foreach (TopicPartition partition in partitions) Find(partition)?.Pause();
        }
    }

    public void Resume(IReadOnlyCollection<TopicPartition> partitions)
    {
        ArgumentNullException.ThrowIfNull(partitions);
        lock (_gate)
        {
            ThrowIfDisposed();
            foreach (TopicPartition partition in partitions) Find(partition)?.Resume();
        }
    }

    public void Seek(TopicPartitionOffset offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset.Offset, nameof(offset));
        lock (_gate)
        {
            ThrowIfDisposed();
            PartitionReader reader = Find(offset.TopicPartition)
                ?? throw new InvalidOperationException($"{offset.TopicPartition} is not assigned to this consumer.");
            reader.MoveTo(offset.Offset);
        }
    }

    /// <summary>Hands out a batch of the next partition, in turn, that has records.</summary>
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

    private EmbeddedRecordBatch? Fetch(PartitionReader reader)
    {
        PartitionLog log = Open(reader);
        if (!reader.IsPositioned) Restart(reader, log, "has no committed offset");
        bool committed = _settings.IsolationLevel == IsolationLevel.ReadCommitted;
        long end = log.End;
        long offset = reader.Cursor.Offset;
        if (offset == end) return null;
        if (offset > end || offset < log.Start) Restart(reader, log, $"has no offset {offset} (it has {log.Start} to {end})");
        if (committed) end = log.LastStable;
        offset = reader.Cursor.Offset;
        if (offset >= end) return null;

        EmbeddedRecordBatch batch = _pool.Rent();
        bool any = reader.Cursor.Read(log, end, batch, _settings.MaxBatchRecords, _settings.MaxBatchBytes, committed);
        // Retention and deletion forget which records were aborted along with the records.
        bool gone = log.Start > offset || log.IsDeleted;
        if (!any || gone)
        {
            batch.Reset();
            _pool.Return(batch);
            if (!gone) return null;
            reader.MoveTo(offset);
            return Fetch(reader);
        }

        batch.HandOut(reader.TopicPartition, reader.Epoch);
        return batch;
    }

    private PartitionLog Open(PartitionReader reader)
    {
        if (reader.Log is { IsDeleted: false } log) return log;
        PartitionLog opened = _log.GetPartition(reader.TopicPartition);
        reader.Open(opened);
        return opened;
    }

    /// <summary>Where a newly assigned partition begins; left open where that is an error, which is the next poll's to tell.</summary>
    private void Start(PartitionReader reader, long? committed)
    {
        if (committed is { } offset) reader.MoveTo(offset);
        else if (_settings.OffsetReset != OffsetReset.Error && _log.PartitionsOf(reader.TopicPartition.Topic) > 0) Restart(reader, Open(reader), "");
    }

    private void Restart(PartitionReader reader, PartitionLog log, string reason)
    {
        reader.MoveTo(_settings.OffsetReset switch
        {
            OffsetReset.Earliest => log.Start,
            OffsetReset.Latest => _settings.IsolationLevel == IsolationLevel.ReadCommitted ? log.LastStable : log.End,
            _ => throw new TransportException(
                $"{reader.TopicPartition} {reason}, and OffsetReset.Error forbids to choose one: seek, or set another OffsetReset."),
        });
    }

    private PartitionReader? Find(TopicPartition partition) => _readers.Find(r => r.TopicPartition == partition);

    private PartitionReader Add(TopicPartition partition, int epoch)
    {
        var reader = new PartitionReader(partition, epoch, _signal);
        _readers.Add(reader);
        return reader;
    }

    private void Drop(IReadOnlyList<TopicPartition> partitions)
    {
        foreach (TopicPartition partition in partitions)
        {
            if (Find(partition) is not { } reader) continue;
            reader.Close();
            _readers.Remove(reader);
        }
    }
}
