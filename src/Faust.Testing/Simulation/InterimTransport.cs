using Faust.Transport;

namespace Faust.Testing.Simulation;

/// <summary>Until links are built into the log: expels the members of a process that died.</summary>
internal sealed class InterimTransport(SimulatedCluster cluster, SimulatedLink link) : ITransport
{
    private readonly List<IConsumer> _consumers = [];

    public string Description => cluster.Log.Description;

    public SimulatedLink Link => link;

    public IConsumer CreateConsumer(ConsumerSettings settings)
    {
        IConsumer consumer = cluster.Log.CreateConsumer(settings);
        _consumers.Add(consumer);
        return consumer;
    }

    public void Expel()
    {
        foreach (IConsumer consumer in _consumers) _ = consumer.DisposeAsync().AsTask();
    }

    public IProducer CreateProducer(ProducerSettings settings) => cluster.Log.CreateProducer(settings);

    public IAdmin CreateAdmin() => cluster.Log.CreateAdmin();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
