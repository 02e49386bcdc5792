using System.Globalization;
using System.Text.Json;
using Faust.Records;
using Faust.Transport;
using Faust.Transport.Embedded;

namespace Faust.Benchmarks.Log;

/// <summary>The embedded log alone, without records and agents: the floor under everything else.</summary>
internal static class LogOnlyBenchmark
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        int events = arguments.Number("--events", 3_000_000);
        int runs = arguments.Number("--runs", 5);
        Payment payment = new PaymentSource().Next(out int account);
        byte[] key = PaymentSource.Key(account);
        var value = new ByteBuffer();
        RecordJson.Serialize(payment, value);
        var produced = new List<double>();
        var consumed = new List<double>();
        for (int run = 0; run <= runs; run++)
        {
            await using var log = new EmbeddedLog(options: Options(arguments.Text("--directory", ""), arguments.Text("--durability", "synced"), run));
            long started = Clock.ThreadNanoseconds;
            Produce(log, events, key, value.WrittenSpan);
            long between = Clock.ThreadNanoseconds;
            long bytes = Consume(log, events);
            long ended = Clock.ThreadNanoseconds;
            if (bytes != (long)events * (key.Length + value.Length)) throw new InvalidOperationException($"{bytes} bytes came back.");
            if (run == 0) continue;
            produced.Add((between - started) / (double)events);
            consumed.Add((ended - between) / (double)events);
        }

        if (arguments.AsJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                engine = "faust-embedded",
                workload = "log-only",
                events,
                runs,
                produce_ns_per_record = Math.Round(produced.Median(), 1),
                consume_ns_per_record = Math.Round(consumed.Median(), 1),
            }));
        }
        else
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{events:N0} records of {key.Length + value.Length} bytes: produce {produced.Median():F1} ns, consume {consumed.Median():F1} ns each (CPU of one thread)"));
        }

        return 0;
    }

    /// <summary>In memory without a directory; otherwise a log of each run's own under it.</summary>
    private static EmbeddedLogOptions Options(string directory, string durability, int run) => directory.Length == 0
        ? new EmbeddedLogOptions()
        : new EmbeddedLogOptions
        {
            Directory = Path.Combine(directory, run.ToString(CultureInfo.InvariantCulture)),
            Durability = durability == "process" ? LogDurability.Process : LogDurability.Synced,
        };

    private static void Produce(EmbeddedLog log, int events, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        log.CreateAdmin().CreateTopicsAsync([new TopicSpecification("t", 1)]).AsTask().GetAwaiter().GetResult();
        IProducer producer = log.CreateProducer(new ProducerSettings());
        var batch = new ProducerBatch(new TopicPartition("t", 0));
        for (int i = 0; i < events; i++)
        {
            batch.Add(PaymentSource.Start + i, key, value);
            if (batch.Buffer.Length < 64 * 1024) continue;
            _ = producer.SendAsync(batch).AsTask().GetAwaiter().GetResult();
            batch.Clear();
        }

        if (batch.Count > 0) _ = producer.SendAsync(batch).AsTask().GetAwaiter().GetResult();
    }

    private static long Consume(EmbeddedLog log, int events)
    {
        IConsumer consumer = log.CreateConsumer(new ConsumerSettings { MaxBatchRecords = new FaustOptions().MaxBatchRecords });
        consumer.Assign([new TopicPartitionOffset(new TopicPartition("t", 0), 0)]);
        long bytes = 0;
        int seen = 0;
        while (seen < events)
        {
            ConsumerEvent e = consumer.Poll();
            if (e.Kind != ConsumerEventKind.Records) continue;
            using RecordBatch batch = e.Batch!;
            foreach (ref readonly LogRecord record in batch.Records) bytes += record.Key.Length + record.Value.Length;
            seen += batch.Count;
        }

        consumer.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return bytes;
    }
}
