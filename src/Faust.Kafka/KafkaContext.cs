using Microsoft.Extensions.Logging;

namespace Faust.Kafka;

/// <summary>What all clients of a transport share.</summary>
/// <param name="Options">How to reach Kafka.</param>
/// <param name="Time">The clock, for what a client does again and again.</param>
/// <param name="Logger">Where librdkafka's words go.</param>
internal sealed record KafkaContext(KafkaOptions Options, TimeProvider Time, ILogger Logger);
