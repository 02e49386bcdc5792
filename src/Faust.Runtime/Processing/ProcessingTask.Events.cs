using Faust.Generated;
using Faust.Transport;

namespace Faust.Processing;

// Gives events to the agents.
internal sealed partial class ProcessingTask
{
    private async ValueTask ProcessAsync(RecordBatch batch)
    {
        TaskSource source = SourceOf(batch.TopicPartition);
        int start = _next;
        try
        {
            _next = await source.Dispatcher.ProcessAsync(batch, start).ConfigureAwait(true);
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            // The handler did as it was told. Its event is not finished: whoever has the partition next handles it again.
            source.Position = source.Dispatcher.CurrentOffset;
            _stopping = true;
            return;
        }
        catch (Exception e)
        {
            throw Failed(source, e);
        }

        _observer.OnProcessed(this, batch.TopicPartition, _next - start);
        _uncommitted += _next - start;
        if (_uncommitted >= _environment.Options.CommitRecords) _observer.OnCommitDue(this);
        if (_next < batch.Count)
        {
            source.Position = batch.Records[_next].Offset;
            return;
        }

        source.Position = batch.NextOffset;
        _batch = null;
        _next = 0;
        _observer.OnFinished(this, batch);
        batch.Dispose();
    }

    private async ValueTask FlushBuffersAsync(bool all)
    {
        foreach (TaskSource source in _sources)
        {
            try
            {
                await source.Dispatcher.FlushBuffersAsync(all).ConfigureAwait(true);
            }
            catch (Exception e)
            {
                throw Failed(source, e);
            }
        }
    }

    private TaskSource SourceOf(TopicPartition partition)
    {
        foreach (TaskSource source in _sources)
        {
            if (source.Partition.Topic == partition.Topic) return source;
        }

        throw new InvalidOperationException($"Task {Id} does not read {partition}.");
    }

    private static TaskFailedException Failed(TaskSource source, Exception cause)
    {
        TopicDispatcher dispatcher = source.Dispatcher;
        string? agent = dispatcher.CurrentAgent >= 0 ? dispatcher.Agents[dispatcher.CurrentAgent] : null;
        string what = agent is null
            ? $"The record at {source.Partition}@{dispatcher.CurrentOffset} cannot be decoded"
            : $"Agent '{agent}' failed on the record at {source.Partition}@{dispatcher.CurrentOffset}";
        return new TaskFailedException($"{what}: {cause.Message}", source.Partition, dispatcher.CurrentOffset, agent, cause);
    }
}
