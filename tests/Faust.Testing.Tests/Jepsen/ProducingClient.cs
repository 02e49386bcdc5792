using Faust.Transport;

namespace Faust.Testing.Tests.Jepsen;

/// <summary>Sends batches, without transactions.</summary>
internal sealed class ProducingClient(Workload run) : Client(run)
{
    private IProducer? _producer;

    public override Client Restart() => new ProducingClient(Run);

    protected override async Task OperateAsync()
    {
        await PauseAsync();
        _producer ??= Run.Connect(this).CreateProducer(new ProducerSettings());
        Draft draft = Begin(OperationKind.Send);
        draft.MayHappen = true;
        try
        {
            await SendAsync(_producer, draft, Random.Next(Workload.Partitions.Length), Random.Next(1, 4));
            draft.End(Outcome.Ok);
        }
        catch (TransportException e)
        {
            draft.End(e.IsIndefinite ? Outcome.Unknown : Outcome.Failed);
            await _producer.DisposeAsync();
            _producer = null;
        }
    }
}
