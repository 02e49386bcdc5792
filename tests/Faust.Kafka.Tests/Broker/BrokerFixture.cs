using Faust.Kafka.Broker;

[assembly: AssemblyFixture(typeof(BrokerFixture))]

namespace Faust.Kafka.Broker;

/// <summary>One broker for all tests of the assembly: that of <c>FAUST_TEST_BOOTSTRAP</c>, else one that is started when a test first asks.</summary>
public sealed class BrokerFixture : IAsyncDisposable
{
    // A rebalance goes on with each heartbeat, and a dead worker's partitions wait for its session: seconds by default, with which tests would wait too.
    internal static readonly string[] QuickGroups =
    [
        "--set", "group.consumer.min.heartbeat.interval.ms=100", "--set", "group.consumer.heartbeat.interval.ms=200",
        "--set", "group.consumer.min.session.timeout.ms=1000", "--set", "group.consumer.session.timeout.ms=4000",
        "--set", "sasl.enabled.mechanisms=PLAIN,OAUTHBEARER",
        "--set", "listener.name.sasl_ssl.oauthbearer.sasl.jaas.config=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub=\"broker\";",
    ];

    private readonly Lock _gate = new();
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];
    private Task<Cluster>? _cluster;
    private int _names;

    /// <summary>Something that no other test, and no other run on the same broker, has.</summary>
    public string NewPrefix() => $"t{_run}-{Interlocked.Increment(ref _names)}-";

    /// <summary>The broker; skips the test where there is none.</summary>
    public async Task<string> ServersAsync()
    {
        if (Environment.GetEnvironmentVariable("FAUST_TEST_BOOTSTRAP") is { Length: > 0 } given) return given;
        return (await ClusterAsync()).BootstrapServers;
    }

    /// <summary>The broker where its own tools are needed, its secure listener or its end.</summary>
    internal async Task<Cluster> ClusterAsync()
    {
        Assert.SkipWhen(Cluster.Missing is not null, Cluster.Missing ?? "");
        Task<Cluster> cluster;
        lock (_gate) cluster = _cluster ??= Cluster.StartAsync(["--secure", .. QuickGroups]);
        return await cluster;
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is null) return;
        await (await _cluster).DisposeAsync();
    }
}
