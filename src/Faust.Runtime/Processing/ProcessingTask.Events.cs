using Faust.Transport;

namespace Faust.Processing;

// Gives events to the agents.
internal sealed partial class ProcessingTask
{
    private bool _areBuffersDue;

    /// <summary>Whether there is something to go on with before the next batch is looked for.</summary>
    private bool HasWorkInHand => _brokenOff is not null || _areBuffersDue || _batch is not null;

    /// <summary>The record at an offset of the batch in hand.</summary>
    public ref readonly LogRecord RecordAt(long offset) => ref _batch!.Records[IndexOf(_batch, offset)];

    private ValueTask WorkAsync()
    {
        if (_brokenOff is { } point) return ResumeAsync(point);
        return _areBuffersDue ? FlushDueBuffersAsync() : ProcessAsync(_batch!);
    }

    private async ValueTask ProcessAsync(RecordBatch batch)
    {
        TaskSource source = SourceOf(batch.TopicPartition);
        int next;
        try
        {
            next = await source.Dispatcher.ProcessAsync(batch, _next).ConfigureAwait(true);
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            // The handler did as it was told. Its event is not finished: whoever has the partition next handles it again.
            Advance(source, IndexOf(batch, source.Dispatcher.CurrentOffset));
            AbandonEvent(source);
            return;
        }
        catch (Exception e)
        {
            int failed = IndexOf(batch, source.Dispatcher.CurrentOffset);
            Advance(source, failed);
            OnFailure(source, failed, e);
            return;
        }

        Advance(source, next);
    }

    /// <summary>Notes that the records of the batch in hand up to this one are handled.</summary>
    private void Advance(TaskSource source, int next)
    {
        RecordBatch batch = _batch!;
        if (next > _next)
        {
            _observer.OnProcessed(this, batch.TopicPartition, next - _next);
            _uncommitted += next - _next;
            if (_uncommitted >= _environment.Options.CommitRecords) _observer.OnCommitDue(this);
        }

        _next = next;
        if (next < batch.Count)
        {
            source.Position = batch.Records[next].Offset;
            return;
        }

        source.Position = batch.NextOffset;
        _batch = null;
        _next = 0;
        _observer.OnFinished(this, batch);
        batch.Dispose();
    }

    private async ValueTask FlushDueBuffersAsync()
    {
        foreach (TaskSource source in _sources)
        {
            _resources.Attempts.BeginEvent();
            try
            {
                await source.Dispatcher.FlushBuffersAsync(all: false).ConfigureAwait(true);
            }
            catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
            {
                AbandonEvent(source);
                return;
            }
            catch (Exception e)
            {
                // The buffers are still due: the others' turn comes when this one is through.
                OnFailure(source, -1, e);
                return;
            }
        }

        _areBuffersDue = false;
    }

    private TaskSource SourceOf(TopicPartition partition)
    {
        foreach (TaskSource source in _sources)
        {
            if (source.Partition.Topic == partition.Topic) return source;
        }

        throw new InvalidOperationException($"Task {Id} does not read {partition}.");
    }

    // Offsets rise, but not by one: compaction and transactions leave gaps.
    private static int IndexOf(RecordBatch batch, long offset)
    {
        int low = 0;
        int high = batch.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (batch.Records[middle].Offset < offset) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
