using Microsoft.Extensions.Logging;

namespace Faust.Kafka;

internal static partial class KafkaLog
{
    [LoggerMessage(1600, LogLevel.Information, "Kafka client {Client}: librdkafka {Version} on {Servers}")]
    public static partial void ClientMade(ILogger logger, string client, string version, string servers);

    [LoggerMessage(EventId = 1601, Message = "Kafka client {Client}: {Facility}: {Message}")]
    public static partial void Librdkafka(ILogger logger, LogLevel level, string client, string facility, string message);

    [LoggerMessage(1602, LogLevel.Warning, "Kafka client {Client}: {Reason}; it goes on trying")]
    public static partial void ClientError(ILogger logger, string client, string reason);

    [LoggerMessage(1603, LogLevel.Error, "Kafka producer {Client} cannot go on and is made anew: {Reason}")]
    public static partial void ProducerFatal(ILogger logger, string client, string reason);

    [LoggerMessage(1604, LogLevel.Error, "Kafka client {Client} got no token for OAUTHBEARER: {Reason}")]
    public static partial void TokenFailed(ILogger logger, Exception exception, string client, string reason);

    [LoggerMessage(1605, LogLevel.Warning, "Member of group '{Group}' was silent for longer than max.poll.interval.ms, and has lost its partitions: {Reason}")]
    public static partial void PollExceeded(ILogger logger, string group, string reason);
}
