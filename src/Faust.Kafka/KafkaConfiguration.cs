using System.Globalization;
using Faust.Transport;

namespace Faust.Kafka;

/// <summary>What librdkafka is told: the defaults of this package, then the user's options, then what the seam cannot do without.</summary>
internal static class KafkaConfiguration
{
    /// <summary>The group of consumers without one: librdkafka wants a name, and nothing ever joins or commits under it.</summary>
    public const string NoGroup = "faust-assigned-by-hand";

    /// <summary>How often to look for topics that are gone: as librdkafka looks for changes, but at least every half minute.</summary>
    public static TimeSpan MetadataInterval(Dictionary<string, string> configuration) =>
        int.TryParse(configuration.GetValueOrDefault("topic.metadata.refresh.interval.ms"), out int milliseconds) && milliseconds is >= 1000 and < 30_000
            ? TimeSpan.FromMilliseconds(milliseconds)
            : TimeSpan.FromSeconds(30);

    public static Dictionary<string, string> Admin(KafkaOptions options)
    {
        var configuration = new Dictionary<string, string> { ["client.id"] = "faust-admin" };
        Common(configuration, options, null);
        return configuration;
    }

    public static Dictionary<string, string> Consumer(KafkaOptions options, ConsumerSettings settings)
    {
        var configuration = new Dictionary<string, string>
        {
            ["client.id"] = settings.ClientId,
            // librdkafka stops fetching for so long when its queue is full: with its own second, a consumer that is faster than that starves.
            ["fetch.queue.backoff.ms"] = "5",
            // Of each partition. Enough for the time of a fetch at full speed; what waits there is the memory of a lagging consumer.
            ["queued.min.messages"] = "50000",
            ["queued.max.messages.kbytes"] = "16384",
            // A partition whose leader moved is read again after so long; librdkafka's half a second is a gap in every rolling restart.
            ["fetch.error.backoff.ms"] = "100",
            // A topic that is missing is said to be after so long: the runtime creates its topics before it reads them.
            ["topic.metadata.propagation.max.ms"] = "5000",
        };
        bool isMember = settings.GroupId is not null;
        bool isClassic = !isMember || options.GroupProtocol == KafkaGroupProtocol.Classic;
        if (isClassic)
        {
            // The engine needs partition n of all topics on one worker, which of librdkafka's assignors only this one gives.
            configuration["partition.assignment.strategy"] = "range";
            configuration["session.timeout.ms"] = Milliseconds(settings.SessionTimeout);
        }
        else
        {
            configuration["group.remote.assignor"] = "range";
        }

        configuration["max.poll.interval.ms"] = Milliseconds(settings.RebalanceTimeout > settings.SessionTimeout ? settings.RebalanceTimeout : settings.SessionTimeout);
        Common(configuration, options, options.ConsumerOptions);
        configuration["group.protocol"] = isClassic ? "classic" : "consumer";
        configuration["group.id"] = settings.GroupId ?? NoGroup;
        if (isMember && options.GroupInstanceId is { } instance) configuration["group.instance.id"] = instance;
        configuration["enable.auto.commit"] = "false";
        configuration["enable.auto.offset.store"] = "false";
        // Where only the marks of transactions lie before a partition's end, this alone tells how far the reader is.
        configuration["enable.partition.eof"] = "true";
        configuration["isolation.level"] = settings.IsolationLevel == IsolationLevel.ReadCommitted ? "read_committed" : "read_uncommitted";
        configuration["auto.offset.reset"] = settings.OffsetReset switch
        {
            OffsetReset.Earliest => "earliest",
            OffsetReset.Latest => "latest",
            _ => "error",
        };
        return configuration;
    }

    public static Dictionary<string, string> Producer(KafkaOptions options, ProducerSettings settings)
    {
        var configuration = new Dictionary<string, string>
        {
            ["client.id"] = settings.ClientId,
            ["enable.idempotence"] = "true",
            // A commit waits for the last of what it sends, and so for this.
            ["linger.ms"] = "5",
            // More than a worker stages between two commits, so that it does not wait for room while others wait for it.
            ["queue.buffering.max.messages"] = "500000",
            ["queue.buffering.max.kbytes"] = "262144",
            // A topic that is missing is said to be after so long: the runtime creates its topics before it sends to them.
            ["topic.metadata.propagation.max.ms"] = "5000",
        };
        if (settings.TransactionalId is not null) configuration["transaction.timeout.ms"] = Milliseconds(settings.TransactionTimeout);
        Common(configuration, options, options.ProducerOptions);
        if (settings.TransactionalId is not null)
        {
            configuration["transactional.id"] = settings.TransactionalId;
            configuration["enable.idempotence"] = "true";
        }

        // It is by its delivery report that a send completes.
        configuration["delivery.report.only.error"] = "false";
        return configuration;
    }

    private static void Common(Dictionary<string, string> configuration, KafkaOptions options, Dictionary<string, string>? more)
    {
        configuration["bootstrap.servers"] = options.BootstrapServers;
        configuration["allow.auto.create.topics"] = "false";
        // An idle connection that the broker closes is no event.
        configuration["log.connection.close"] = "false";
        configuration["client.software.name"] = "faust-dotnet";
        foreach ((string name, string value) in options.Options) configuration[name] = value;
        if (more is null) return;
        foreach ((string name, string value) in more) configuration[name] = value;
    }

    private static string Milliseconds(TimeSpan time) => ((long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
}
