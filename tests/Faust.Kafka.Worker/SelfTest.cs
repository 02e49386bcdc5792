using Faust.Transport;

namespace Faust.Kafka.Worker;

/// <summary>
/// What needs no broker, or rather shows that there is none: each client is made, asked, and says within its time that nobody answers. Run as a
/// native binary it proves that nothing was trimmed that Confluent.Kafka or our own bindings need.
/// </summary>
internal static class SelfTest
{
    public static async Task<int> RunAsync()
    {
        // The discard port: nobody listens there.
        var options = new KafkaOptions
        {
            BootstrapServers = "127.0.0.1:9",
            RequestTimeout = TimeSpan.FromSeconds(2),
            ProducerOptions = { ["message.timeout.ms"] = "1000" },
        };
        await using var transport = new KafkaTransport(options);
        return await FailsAsync("admin", () => DescribeAsync(transport))
            + await FailsAsync("producer", () => SendAsync(transport))
            + await FailsAsync("consumer", () => CommittedAsync(transport));
    }

    private static async Task DescribeAsync(KafkaTransport transport)
    {
        await using IAdmin admin = transport.CreateAdmin();
        await admin.DescribeTopicsAsync(["any"]);
    }

    private static async Task SendAsync(KafkaTransport transport)
    {
        await using IProducer producer = transport.CreateProducer(new ProducerSettings());
        var batch = new ProducerBatch(new("any", 0));
        batch.Add(1, "key"u8, "value"u8);
        await producer.SendAsync(batch);
    }

    private static async Task CommittedAsync(KafkaTransport transport)
    {
        await using IConsumer consumer = transport.CreateConsumer(new ConsumerSettings { GroupId = "any" });
        await consumer.GetCommittedAsync([new TopicPartition("any", 0)]);
    }

    private static async Task<int> FailsAsync(string client, Func<Task> use)
    {
        try
        {
            await use();
            Console.WriteLine($"FAILED  {client}: someone answered");
            return 1;
        }
        catch (TransportException e)
        {
            Console.WriteLine($"passed  {client}: {e.Message}");
            return 0;
        }
    }
}
