namespace Faust.Transport.Embedded;

/// <summary>
/// The sends of a producer through a link. Those of one partition follow each other: each goes when the one before has its answer, so that
/// none overtakes another.
/// </summary>
internal sealed class LinkedSends(EmbeddedLog log, ILogLink link, string? transactionalId)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TopicPartition, Lane> _lanes = [];

    public async ValueTask<long> SendAsync(ProducerBatch batch, ProducerSession session, CancellationToken cancellationToken)
    {
        TopicPartition partition = batch.TopicPartition;
        byte[] frames = batch.Buffer.WrittenSpan.ToArray();
        int count = batch.Count;
        var done = new TaskCompletionSource();
        Lane? lane;
        Task before;
        lock (_gate)
        {
            if (!_lanes.TryGetValue(partition, out lane)) _lanes.Add(partition, lane = new Lane());
            before = lane.Last;
            lane.Last = done.Task;
        }

        try
        {
            await before.ConfigureAwait(true);
            if (lane.Failed is { } failed && failed == session)
            {
                throw new TransportException($"A send to {partition} before this one failed: nothing was written ({session}).") { IsTransient = true };
            }

            int sequence = lane.Session == session ? lane.NextSequence : 0;
            long first = await link.CallAsync(() => log.Append(partition, frames, count, session, sequence, transactionalId), cancellationToken)
                .ConfigureAwait(true);
            if (log.WaitsForDisk && transactionalId is null) await log.WhenDurableAsync().ConfigureAwait(true);
            (lane.Session, lane.NextSequence) = (session, ProducerState.Following(sequence, count));
            return first;
        }
        catch
        {
            lane.Failed = session;
            throw;
        }
        finally
        {
            done.SetResult();
        }
    }

    /// <summary>Changed only by the send whose turn it is.</summary>
    private sealed class Lane
    {
        public Task Last { get; set; } = Task.CompletedTask;

        public ProducerSession? Session { get; set; }

        public int NextSequence { get; set; }

        /// <summary>The session in which a send failed: what was called before its caller knew is not sent.</summary>
        public ProducerSession? Failed { get; set; }
    }
}
