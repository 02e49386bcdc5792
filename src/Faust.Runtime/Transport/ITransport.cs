namespace Faust.Transport;

/// <summary>
/// The seam to a log: Kafka, or the embedded log. It follows Kafka's rules; one conformance suite holds every implementation to them.
/// Thread-safe.
/// </summary>
public interface ITransport : IAsyncDisposable
{
    /// <summary>What it is, for logs and errors: <c>embedded log (memory)</c>, <c>kafka localhost:9092</c>.</summary>
    string Description { get; }

    /// <summary>Makes a consumer. It does nothing before it is subscribed or assigned.</summary>
    IConsumer CreateConsumer(ConsumerSettings settings);

    /// <summary>Makes a producer.</summary>
    IProducer CreateProducer(ProducerSettings settings);

    /// <summary>Makes an admin client.</summary>
    IAdmin CreateAdmin();
}
