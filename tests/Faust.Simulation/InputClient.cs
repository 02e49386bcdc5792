using Faust.Processing;
using Faust.Testing.Simulation;
using Faust.Transport;

namespace Faust.Simulation;

/// <summary>What feeds the topics: a program of its own behind a link, which sends each record until the log has acknowledged it, or dies with the log.</summary>
internal sealed class InputClient
{
    private readonly SimulatedMachine _machine;
    private readonly LogicalThread _thread;
    private readonly IProducer _producer;
    private readonly Action<TopicPartition, long, long> _acknowledged;

    public InputClient(SimulatedCluster cluster, Action<TopicPartition, long, long> acknowledged)
    {
        _machine = cluster.Loop.CreateMachine("input");
        Link = cluster.Connect(_machine);
        _thread = new LogicalThread(_machine.Scheduler);
        _producer = cluster.Log.Over(Link).CreateProducer(new ProducerSettings { ClientId = "input" });
        _acknowledged = acknowledged;
    }

    public SimulatedLink Link { get; }

    /// <summary>Records that are not acknowledged yet.</summary>
    public int Pending { get; private set; }

    /// <summary>It ends with what it has not sent.</summary>
    public void Kill() => _machine.Kill();

    /// <param name="batch">One record.</param>
    /// <param name="id">By which it is known again.</param>
    public void Send(ProducerBatch batch, long id)
    {
        Pending++;
        _ = _thread.RunAsync(async () =>
        {
            while (true)
            {
                try
                {
                    long offset = await _producer.SendAsync(batch).ConfigureAwait(true);
                    _acknowledged(batch.TopicPartition, offset, id);
                    Pending--;
                    return true;
                }
                catch (TransportException e)
                {
                    // It may be there or not: once more, which may make it two records.
                    _machine.Loop.Note("input", $"{id} to {batch.TopicPartition}: {e.Message}");
                    await Task.Delay(TimeSpan.FromMilliseconds(100), _machine.Time).ConfigureAwait(true);
                }
            }
        });
    }
}
