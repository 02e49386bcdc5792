using Faust.Kafka.Broker;
using Faust.Transport;
using Faust.Transport.Conformance;

namespace Faust.Kafka;

internal sealed class KafkaHarness(string servers, string prefix, KafkaGroupProtocol protocol = KafkaGroupProtocol.Consumer) : TransportHarness
{
    // A missing topic is an error after this long, which the suites wait for again and again.
    public override ITransport Transport { get; } = new KafkaTransport(
        new KafkaOptions
        {
            BootstrapServers = servers,
            GroupProtocol = protocol,
            ProducerOptions = { ["topic.metadata.propagation.max.ms"] = "300", ["linger.ms"] = "0" },
            ConsumerOptions = { ["topic.metadata.propagation.max.ms"] = "300", ["fetch.wait.max.ms"] = "50", ["topic.metadata.refresh.interval.ms"] = "1000" },
        },
        logger: TestLogger.Of<KafkaTransport>());

    public override TransportCapabilities Capabilities => TransportCapabilities.None;

    protected override string NamePrefix => prefix;

    public static async ValueTask<TransportHarness> CreateAsync(BrokerFixture broker) => new KafkaHarness(await broker.ServersAsync(), broker.NewPrefix());
}

public sealed class KafkaProducingTests(BrokerFixture broker) : ProducingConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => KafkaHarness.CreateAsync(broker);
}

public sealed class KafkaAdminTests(BrokerFixture broker) : AdminConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => KafkaHarness.CreateAsync(broker);
}

public sealed class KafkaReadingTests(BrokerFixture broker) : ReadingConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => KafkaHarness.CreateAsync(broker);
}

public sealed class KafkaPositionTests(BrokerFixture broker) : PositionConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => KafkaHarness.CreateAsync(broker);
}

public sealed class KafkaWaitingTests(BrokerFixture broker) : WaitingConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => KafkaHarness.CreateAsync(broker);
}

public sealed class KafkaGroupTests(BrokerFixture broker) : GroupConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => KafkaHarness.CreateAsync(broker);
}

public sealed class KafkaCommitTests(BrokerFixture broker) : CommitConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => KafkaHarness.CreateAsync(broker);
}

public sealed class KafkaTransactionTests(BrokerFixture broker) : TransactionConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => KafkaHarness.CreateAsync(broker);
}

public sealed class KafkaTransactionOffsetsTests(BrokerFixture broker) : TransactionOffsetsConformance
{
    protected override ValueTask<TransportHarness> CreateTransportAsync() => KafkaHarness.CreateAsync(broker);
}
