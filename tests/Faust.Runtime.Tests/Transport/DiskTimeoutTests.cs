using Faust.Tests.App;
using Faust.Transport.Conformance;
using Faust.Transport.Embedded;

namespace Faust.Transport;

public sealed class DiskTimeoutTests
{
    [Fact]
    public async Task A_transaction_that_times_out_lets_readers_pass_though_nothing_else_is_written()
    {
        await using TransportHarness harness = await EmbeddedHarness.CreateAsync(LogDurability.Synced);
        var partition = new TopicPartition("t", 0);
        await using IAdmin admin = harness.Transport.CreateAdmin();
        await admin.CreateTopicsAsync([new TopicSpecification("t", 1)]);
        await using IProducer producer = harness.Transport.CreateProducer(
            new ProducerSettings { TransactionalId = "id", TransactionTimeout = TimeSpan.FromSeconds(10) });
        await producer.InitializeTransactionsAsync();
        producer.BeginTransaction();
        var batch = new ProducerBatch(partition);
        batch.Add(0, "k"u8, "v"u8);
        await producer.SendAsync(batch);
        await using IConsumer reader = harness.Transport.CreateConsumer(new ConsumerSettings());
        reader.Assign([new TopicPartitionOffset(partition, 0)]);
        await harness.AdvanceTimeAsync(TimeSpan.FromSeconds(11));
        ConsumerEvent next;
        while ((next = reader.Poll()).Kind == ConsumerEventKind.None) await reader.WaitAsync(default).AsTask().WaitAsync(TestApp.Hang);
        using RecordBatch passed = next.Batch!;
        Assert.Equal((0, 2L), (passed.Count, passed.NextOffset));
    }
}
