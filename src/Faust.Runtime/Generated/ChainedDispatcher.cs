using Faust.Transport;

namespace Faust.Generated;

/// <summary>The dispatchers of several modules for one topic: the first decodes, and all are given the event.</summary>
internal sealed class ChainedDispatcher<TKey, TValue> : TopicDispatcher<TKey, TValue>
{
    private readonly IReadOnlyList<TopicDispatcher<TKey, TValue>> _parts;

    public ChainedDispatcher(TaskScope scope, IReadOnlyList<TopicDispatcher<TKey, TValue>> parts)
        : base(scope, [.. parts.SelectMany(p => p.Agents)])
    {
        _parts = parts;
        foreach (TopicDispatcher<TKey, TValue> part in parts) Lanes.AddRange(part.Lanes);
    }

    internal override long? OldestBuffered => _parts.Min(p => p.OldestBuffered);

    public override async ValueTask<int> ProcessAsync(RecordBatch batch, int start)
    {
        for (int i = start; i < batch.Count; i++)
        {
            if (Scope.IsInterrupted || AreLanesFull) return i;
            Event<TKey, TValue> e = Decode(batch.Records[i]);
            // The task's context is wanted: agents run on its logical thread.
            await DispatchAsync(e, 0).ConfigureAwait(true);
        }

        return batch.Count;
    }

    public override Event<TKey, TValue> Decode(in LogRecord record)
    {
        Begin(record);
        // Each may decode by itself, for a retry.
        foreach (TopicDispatcher<TKey, TValue> part in _parts) part.Origin = Origin;
        return _parts[0].Decode(record);
    }

    public override async ValueTask DispatchAsync(Event<TKey, TValue> e, int start)
    {
        foreach (TopicDispatcher<TKey, TValue> part in _parts)
        {
            int first = Math.Max(start, 0);
            start -= part.Agents.Count;
            if (start >= 0) continue;
            try
            {
                await part.DispatchAsync(e, first).ConfigureAwait(true);
            }
            catch
            {
                Blame(part);
                throw;
            }
        }
    }

    public override async ValueTask FlushBuffersAsync(bool all)
    {
        foreach (TopicDispatcher<TKey, TValue> part in _parts)
        {
            try
            {
                await part.FlushBuffersAsync(all).ConfigureAwait(true);
            }
            catch
            {
                Blame(part);
                throw;
            }
        }
    }

    public override async ValueTask FlushBufferAsync(int agent)
    {
        CurrentAgent = agent;
        TopicDispatcher<TKey, TValue> part = PartOf(ref agent);
        await part.FlushBufferAsync(agent).ConfigureAwait(true);
    }

    internal override IEventBuffer? BufferOf(int agent) => PartOf(ref agent).BufferOf(agent);

    internal override bool HasClearedSince(long @event) => _parts.Any(p => p.HasClearedSince(@event));

    internal override void RestoreBuffers(long @event)
    {
        foreach (TopicDispatcher<TKey, TValue> part in _parts) part.RestoreBuffers(@event);
    }

    public override async ValueTask DisposeAgentsAsync()
    {
        foreach (TopicDispatcher<TKey, TValue> part in _parts) await part.DisposeAgentsAsync().ConfigureAwait(true);
    }

    // Which part an agent belongs to, and its place there.
    private TopicDispatcher<TKey, TValue> PartOf(ref int agent)
    {
        int part = 0;
        while (agent >= _parts[part].Agents.Count) agent -= _parts[part++].Agents.Count;
        return _parts[part];
    }

    // Which agent it was, counted over all parts.
    private void Blame(TopicDispatcher<TKey, TValue> failed)
    {
        int agent = Math.Max(failed.CurrentAgent, 0);
        foreach (TopicDispatcher<TKey, TValue> part in _parts.TakeWhile(p => p != failed)) agent += part.Agents.Count;
        CurrentAgent = agent;
    }
}
