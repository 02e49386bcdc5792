using Faust.Records;
using Faust.Transport;
using Faust.Transport.Embedded;

namespace Faust.Benchmarks.Log;

/// <summary>Fills a topic of the embedded log with payments.</summary>
internal static class PaymentTopic
{
    public const int Partitions = 4;

    public static async Task<Expectation> LoadAsync(EmbeddedLog log, string topic, int events)
    {
        var source = new PaymentSource();
        var expected = new Expectation(source.Accounts);
        byte[][] keys = [.. Enumerable.Range(0, source.Accounts).Select(PaymentSource.Key)];
        await using IAdmin admin = log.CreateAdmin();
        await admin.CreateTopicsAsync([new TopicSpecification(topic, Partitions)]);
        await using IProducer producer = log.CreateProducer(new ProducerSettings());
        ProducerBatch[] batches = [.. Enumerable.Range(0, Partitions).Select(p => new ProducerBatch(new TopicPartition(topic, p)))];
        var sending = new List<Task>();
        for (int i = 0; i < events; i++)
        {
            Payment payment = source.Next(out int account);
            expected.Add(account, payment);
            ProducerBatch batch = batches[Murmur2.Partition(keys[account], Partitions)];
            batch.BeginRecord(payment.At);
            batch.Buffer.Write(keys[account]);
            batch.EndKey();
            RecordJson.Serialize(payment, batch.Buffer);
            batch.EndRecord();
            if (batch.Buffer.Length < 64 * 1024) continue;
            // Not one after the other: on disk each would wait for a sync of its own.
            sending.Add(producer.SendAsync(batch).AsTask());
            batch.Clear();
        }

        foreach (ProducerBatch batch in batches.Where(b => b.Count > 0)) sending.Add(producer.SendAsync(batch).AsTask());
        await Task.WhenAll(sending);
        return expected;
    }
}
