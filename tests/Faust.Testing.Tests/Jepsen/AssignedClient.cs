using Faust.Transport;

namespace Faust.Testing.Tests.Jepsen;

/// <summary>Reads partitions that it was assigned by hand, from a place of its choice.</summary>
internal sealed class AssignedClient(Workload run) : Client(run)
{
    private IConsumer? _consumer;

    public override Client Restart() => new AssignedClient(Run);

    protected override async Task OperateAsync()
    {
        await PauseAsync();
        Draft draft = Begin(OperationKind.Poll);
        if (_consumer is null || Random.Next(20) == 0)
        {
            _consumer ??= Run.Connect(this).CreateConsumer(new ConsumerSettings { MaxBatchRecords = Random.Next(1, 6) });
            TopicPartition[] partitions = [.. Workload.Partitions.Where(_ => Random.Next(3) > 0)];
            _consumer.Assign([.. partitions.Select(p => new TopicPartitionOffset(p, 0))]);
            Reset(draft, Workload.Partitions);
        }

        for (int i = Random.Next(1, 5); i > 0; i--)
        {
            ConsumerEvent next = _consumer.Poll();
            if (next.Kind == ConsumerEventKind.Records) Note(next.Batch!, draft);
        }

        draft.End(Outcome.Ok);
    }
}
