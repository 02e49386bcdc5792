using System.ComponentModel.DataAnnotations;

namespace Faust.Kafka;

/// <summary>
/// How to reach Kafka. Bound from the configuration's section <c>Faust:Kafka</c> (so <c>Faust__Kafka__BootstrapServers=broker:9092</c> in the
/// environment) and validated when the host starts.
/// </summary>
/// <remarks>
/// What is not here is set by librdkafka's own names in <see cref="Options"/>, such as <c>security.protocol</c>, <c>sasl.mechanism</c>,
/// <c>ssl.ca.location</c> or <c>compression.type</c>: all of librdkafka's CONFIGURATION.md is reachable. Later ones win: defaults of this
/// package, <see cref="Options"/>, then <see cref="ConsumerOptions"/> or <see cref="ProducerOptions"/>. A name that librdkafka does not know, or
/// a value it does not take, is an error that names it.
/// </remarks>
public sealed class KafkaOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string SectionName = "Faust:Kafka";

    /// <summary>Brokers to begin with, as <c>host:9092,host2:9092</c>; the others are learned from them.</summary>
    [Required(ErrorMessage = "Faust:Kafka:BootstrapServers is missing: name the brokers, as in UseKafka(\"localhost:9092\").")]
    public string BootstrapServers { get; set; } = "";

    /// <summary>How the workers share out partitions.</summary>
    /// <value>The default value is <see cref="KafkaGroupProtocol.Consumer"/>, which needs Kafka 4.0.</value>
    public KafkaGroupProtocol GroupProtocol { get; set; }

    /// <summary>
    /// Static membership (<c>group.instance.id</c>): a worker that comes back under the same name within the session timeout gets its
    /// partitions back, and nobody else is disturbed meanwhile. Each worker needs its own.
    /// </summary>
    /// <value>The default value is none.</value>
    public string? GroupInstanceId { get; set; }

    /// <summary>Copies of each topic that is created; -1 for the broker's <c>default.replication.factor</c>.</summary>
    /// <value>The default value is -1.</value>
    [Range(-1, short.MaxValue)]
    public short ReplicationFactor { get; set; } = -1;

    /// <summary>How long a request about topics and groups may take, first of all until a broker answers at the start.</summary>
    /// <value>The default value is 60 seconds.</value>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Configuration of each topic that is created, by Kafka's names; what the topic's own declaration says takes precedence.</summary>
    public Dictionary<string, string> TopicConfiguration { get; set; } = [];

    /// <summary>Options of librdkafka for consumers, producers and admin clients.</summary>
    public Dictionary<string, string> Options { get; set; } = [];

    /// <summary>Options of librdkafka for consumers alone.</summary>
    public Dictionary<string, string> ConsumerOptions { get; set; } = [];

    /// <summary>Options of librdkafka for producers alone.</summary>
    public Dictionary<string, string> ProducerOptions { get; set; } = [];

    /// <summary>Gives tokens for <c>sasl.mechanism=OAUTHBEARER</c>. Called on a thread of the pool, again before a token expires.</summary>
    /// <value>The default value is none: librdkafka's own OIDC client, if its options are set.</value>
    public Func<CancellationToken, ValueTask<KafkaToken>>? TokenProvider { get; set; }

    /// <summary>
    /// Takes librdkafka's statistics, a JSON text for each client every <c>statistics.interval.ms</c> (0, that is never, where
    /// <see cref="Options"/> does not say otherwise). It must be quick.
    /// </summary>
    public Action<string>? OnStatistics { get; set; }
}
