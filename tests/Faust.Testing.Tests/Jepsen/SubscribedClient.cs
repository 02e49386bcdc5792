using Faust.Transport;

namespace Faust.Testing.Tests.Jepsen;

/// <summary>A member of a group that reads and now and then commits.</summary>
internal sealed class SubscribedClient(Workload run) : Client(run)
{
    private const string Group = "readers";
    private readonly Dictionary<TopicPartition, long> _positions = [];
    private readonly List<int> _unanswered = [];
    private IConsumer? _consumer;

    public override Client Restart() => new SubscribedClient(Run);

    protected override async Task OperateAsync()
    {
        await PauseAsync();
        Draft draft = Begin(OperationKind.Poll);
        draft.Group = Group;
        if (_consumer is null)
        {
            _consumer = Run.Connect(this).CreateConsumer(new ConsumerSettings
            {
                GroupId = Group,
                MaxBatchRecords = Random.Next(1, 6),
                SessionTimeout = Workload.SessionTimeout,
            });
            _consumer.Subscribe(Workload.Topics);
        }

        for (int i = Random.Next(1, 5); i > 0; i--) await PollAsync(draft);
        if (Random.Next(3) == 0) await CommitAsync(_positions.Keys);
        draft.End(Outcome.Ok);
        if (Random.Next(2) > 0) return;
        foreach (int epoch in _unanswered) _consumer.CompleteRebalance(epoch);
        _unanswered.Clear();
    }

    private async Task PollAsync(Draft draft)
    {
        ConsumerEvent next = _consumer!.Poll();
        switch (next.Kind)
        {
            case ConsumerEventKind.Records:
                _positions[next.Batch!.TopicPartition] = next.Batch.NextOffset;
                Note(next.Batch, draft);
                break;
            case ConsumerEventKind.Revoked when Random.Next(2) == 0:
                await CommitAsync(next.Partitions);
                goto default;
            case ConsumerEventKind.None:
                break;
            default:
                Reset(draft, next.Partitions);
                foreach (TopicPartition partition in next.Partitions) _positions.Remove(partition);
                if (next.Kind != ConsumerEventKind.Lost) _unanswered.Add(next.Epoch);
                break;
        }
    }

    private async Task CommitAsync(IEnumerable<TopicPartition> partitions)
    {
        TopicPartitionOffset[] offsets =
            [.. partitions.Where(_positions.ContainsKey).Select(p => new TopicPartitionOffset(p, _positions[p]))];
        if (offsets.Length == 0) return;
        try
        {
            await _consumer!.CommitAsync(offsets);
        }
        catch (TransportException)
        {
            // It reads on: another member may read the same again.
        }
    }
}
