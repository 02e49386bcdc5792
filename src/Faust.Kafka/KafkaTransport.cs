using Faust.Kafka.Consuming;
using Faust.Kafka.Producing;
using Faust.Transport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Faust.Kafka;

/// <summary>
/// The log of a Kafka cluster. <c>UseKafka</c> of the builder makes one for a host; this is for tests and tools. Thread-safe.
/// </summary>
public sealed class KafkaTransport : ITransport
{
    private readonly KafkaContext _context;

    /// <summary>Makes the transport; nothing is connected before a client is made of it.</summary>
    /// <param name="options">How to reach the cluster.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where librdkafka's words go.</param>
    public KafkaTransport(KafkaOptions options, TimeProvider? time = null, ILogger<KafkaTransport>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _context = new KafkaContext(options, time ?? TimeProvider.System, logger ?? NullLogger<KafkaTransport>.Instance);
    }

    /// <inheritdoc/>
    public string Description => $"kafka {_context.Options.BootstrapServers}";

    /// <inheritdoc/>
    public IConsumer CreateConsumer(ConsumerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new KafkaConsumer(_context, settings);
    }

    /// <inheritdoc/>
    public IProducer CreateProducer(ProducerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new KafkaProducer(_context, settings);
    }

    /// <inheritdoc/>
    public IAdmin CreateAdmin() => new KafkaAdmin(_context);

    /// <summary>Does nothing: its clients are disposed by who made them.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
