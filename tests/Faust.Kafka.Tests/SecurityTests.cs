using System.Net;
using System.Net.Sockets;
using System.Text;
using Faust.Kafka.Broker;
using Faust.Transport;
using Microsoft.Extensions.Hosting;

namespace Faust.Kafka;

/// <summary>What a host looks for at its start.</summary>
[Topic("looked-for")]
public sealed partial class LookedFor : Topic<string, string>;

/// <summary>Who reads it.</summary>
[Agent<LookedFor>]
public sealed partial class Looking
{
    public void Handle(string value) => Assert.NotNull(value);
}

/// <summary>The SASL_SSL listener, with what is right and what is wrong; and no broker at all.</summary>
public sealed class SecurityTests(BrokerFixture broker)
{
    [Fact]
    public async Task Records_pass_with_the_right_password()
    {
        Cluster cluster = await broker.ClusterAsync();
        await RoundTripAsync(Plain(cluster, "alice-secret", cluster.Authority));
    }

    [Fact]
    public async Task Records_pass_with_a_token_of_the_provider()
    {
        Cluster cluster = await broker.ClusterAsync();
        KafkaOptions options = Plain(cluster, "", cluster.Authority);
        int asked = 0;
        options.Options["sasl.mechanism"] = "OAUTHBEARER";
        options.Options.Remove("sasl.username");
        options.Options.Remove("sasl.password");
        options.TokenProvider = _ =>
        {
            Interlocked.Increment(ref asked);
            DateTimeOffset now = DateTimeOffset.UtcNow, expires = now.AddMinutes(10);
            string token = $"{Base64("""{"alg":"none"}""")}.{Base64($$"""{"sub":"alice","iat":{{now.ToUnixTimeSeconds()}},"exp":{{expires.ToUnixTimeSeconds()}}}""")}.";
            return new ValueTask<KafkaToken>(new KafkaToken(token, expires) { Principal = "alice" });
        };
        await RoundTripAsync(options);
        Assert.True(asked >= 3, $"admin, producer and consumer each ask: {asked}");
    }

    [Fact]
    public async Task A_wrong_password_is_told()
    {
        Cluster cluster = await broker.ClusterAsync();
        await FailsAsync(Plain(cluster, "wrong", cluster.Authority), "Authentication failed");
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_told()
    {
        Cluster cluster = await broker.ClusterAsync();
        // The broker's own certificate is no authority for it.
        await FailsAsync(Plain(cluster, "alice-secret", Path.Combine(cluster.Directory, "tls", "broker.crt")), "certificate verify failed");
    }

    [Fact]
    public async Task A_broker_that_is_down_is_told_when_the_host_starts()
    {
        int port = FreePort();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.AddFaust("down", faust => faust.AddDeclared().UseKafka($"127.0.0.1:{port}", kafka => kafka.RequestTimeout = TimeSpan.FromSeconds(1)));
        using IHost host = builder.Build();
        var error = await Assert.ThrowsAsync<TransportException>(() => host.StartAsync());
        Assert.True(error.IsTransient);
        Assert.Contains($"127.0.0.1:{port}", error.Message, StringComparison.Ordinal);
        Assert.Contains("Connection refused", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_option_that_librdkafka_does_not_know_is_named()
    {
        var transport = new KafkaTransport(new KafkaOptions { BootstrapServers = "x", Options = { ["no.such.option"] = "1" } });
        Assert.Contains("no.such.option", Assert.Throws<TransportException>(() => transport.CreateConsumer(new ConsumerSettings())).Message, StringComparison.Ordinal);
        Assert.Contains("no.such.option", Assert.Throws<TransportException>(() => transport.CreateProducer(new ProducerSettings())).Message, StringComparison.Ordinal);
        Assert.Contains("no.such.option", Assert.Throws<TransportException>(transport.CreateAdmin).Message, StringComparison.Ordinal);
    }

    private static KafkaOptions Plain(Cluster cluster, string password, string authority) => new()
    {
        BootstrapServers = cluster.SecureServers,
        RequestTimeout = TimeSpan.FromSeconds(10),
        Options =
        {
            ["security.protocol"] = "SASL_SSL",
            ["ssl.ca.location"] = authority,
            ["sasl.mechanism"] = "PLAIN",
            ["sasl.username"] = "alice",
            ["sasl.password"] = password,
        },
    };

    private static async Task FailsAsync(KafkaOptions options, string reason)
    {
        options.RequestTimeout = TimeSpan.FromSeconds(3);
        (var logger, TestLogger book) = TestLogger.Kept<KafkaTransport>();
        await using var transport = new KafkaTransport(options, logger: logger);
        await using IAdmin admin = transport.CreateAdmin();
        var error = await Assert.ThrowsAsync<TransportException>(async () => await admin.DescribeTopicsAsync(["any"]));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains(options.BootstrapServers, error.Message, StringComparison.Ordinal);
        Assert.Contains(book.Lines, l => l.Contains(reason, StringComparison.Ordinal));
        Assert.DoesNotContain(book.Lines, l => l.Contains(options.Options["sasl.password"], StringComparison.Ordinal));
    }

    private async Task RoundTripAsync(KafkaOptions options)
    {
        await using var transport = new KafkaTransport(options, logger: TestLogger.Of<KafkaTransport>());
        await using IAdmin admin = transport.CreateAdmin();
        string topic = $"{broker.NewPrefix()}secure";
        await admin.CreateTopicsAsync([new TopicSpecification(topic, 1)]);
        await using IProducer producer = transport.CreateProducer(new ProducerSettings());
        var batch = new ProducerBatch(new(topic, 0));
        batch.Add(1, default, "hello"u8);
        await producer.SendAsync(batch);
        await using IConsumer consumer = transport.CreateConsumer(new ConsumerSettings());
        consumer.Assign([new(new(topic, 0), 0)]);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        ConsumerEvent next = consumer.Poll();
        while (next.Batch is null)
        {
            await consumer.WaitAsync(patience.Token);
            next = consumer.Poll();
        }

        Assert.Equal("hello", Encoding.UTF8.GetString(next.Batch.Records[0].Value));
        next.Batch.Dispose();
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
