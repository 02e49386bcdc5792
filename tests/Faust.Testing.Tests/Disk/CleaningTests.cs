using System.Text;
using Faust.Testing.Simulation;
using Faust.Transport;
using Faust.Transport.Embedded;
using Microsoft.Extensions.Time.Testing;

namespace Faust.Testing.Disk;

/// <summary>Compaction against a dictionary, in memory and on disk; retention.</summary>
public sealed class CleaningTests
{
    private static readonly TopicPartition Partition = new("t", 0);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Compaction_loses_no_latest_value(bool onDisk)
    {
        for (int seed = 0; seed < 60; seed++)
        {
            try
            {
                Compact(seed, onDisk);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {seed}", e);
            }
        }
    }

    [Fact]
    public void Tombstones_go_after_their_time_and_duplicates_at_once()
    {
        using var steps = new Steps();
        var time = new FakeTimeProvider();
        var log = new DiskLog(steps, new VirtualDisk(1), time: time);
        log.Create("t", 1, ("cleanup.policy", "compact"), ("min.cleanable.dirty.ratio", "0"), ("segment.ms", "0"), ("delete.retention.ms", "1000"));
        Put(log, "a", "1");
        Put(log, "a", null);
        Clean(log);
        Assert.Equal(["a="], Contents(log));
        time.Advance(TimeSpan.FromSeconds(2));
        Put(log, "b", "1");
        Clean(log);
        Assert.Equal(["b=1"], Contents(log));
    }

    [Fact]
    public void Retention_by_time_and_by_bytes_survives_a_restart()
    {
        using var steps = new Steps();
        var time = new FakeTimeProvider();
        var disk = new VirtualDisk(1);
        var log = new DiskLog(steps, disk, time: time);
        log.Create("t", 1, ("retention.bytes", "10000"));
        log.Create("u", 1, ("retention.ms", "60000"));
        for (int i = 0; i < 300; i++) steps.Await(log.Producer.SendAsync(DiskLog.Numbers(Partition, i, 1)));
        var aged = new TopicPartition("u", 0);
        var batch = new ProducerBatch(aged);
        batch.Add(time.GetUtcNow().ToUnixTimeMilliseconds(), "k"u8, "v"u8);
        steps.Await(log.Producer.SendAsync(batch));
        Clean(log);
        Assert.Single(DiskLog.ReadAll(log.Log, aged));
        time.Advance(TimeSpan.FromMinutes(2));
        Clean(log);
        Clean(log);
        List<int> kept = DiskLog.ReadNumbers(log.Log, Partition);
        Assert.Equal(Enumerable.Range(300 - kept.Count, kept.Count), kept);
        Assert.InRange(kept.Count, 30, 120);
        Assert.Empty(DiskLog.ReadAll(log.Log, aged));

        var next = new DiskLog(steps, disk.Crash(), time: time);
        Assert.Equal(kept, DiskLog.ReadNumbers(next.Log, Partition));
        Assert.Equal(1, next.Log.GetPartition(aged).Start);
        Assert.Equal(1, next.Log.GetPartition(aged).End);
    }

    [Theory]
    [InlineData("cleanup.policy", "squash")]
    [InlineData("retention.ms", "a week")]
    [InlineData("min.cleanable.dirty.ratio", "2")]
    public async Task A_malformed_value_is_an_error_at_creation(string name, string value)
    {
        await using var log = new EmbeddedLog();
        var topic = new TopicSpecification("t", 1) { Configuration = new Dictionary<string, string> { [name] = value } };
        TransportException error = await Assert.ThrowsAsync<TransportException>(async () => await log.CreateAdmin().CreateTopicsAsync([topic]));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    private static void Compact(int seed, bool onDisk)
    {
        using var steps = new Steps();
        var random = new Random(seed);
        var time = new FakeTimeProvider();
        var disk = new VirtualDisk(seed);
        DiskLog log = new(steps, disk, time: time);
        EmbeddedLog target = onDisk ? log.Log : new EmbeddedLog(time, DiskLog.Small, null, steps.Scheduler);
        IProducer producer = target.CreateProducer(new ProducerSettings());
        IProducer transactional = target.CreateProducer(new ProducerSettings { TransactionalId = "x" });
        var topic = new TopicSpecification("t", 1)
        {
            Configuration = new Dictionary<string, string>
            {
                ["cleanup.policy"] = "compact",
                ["min.cleanable.dirty.ratio"] = "0.1",
                ["delete.retention.ms"] = "5000",
                ["segment.ms"] = "10000",
            },
        };
        steps.Await(target.CreateAdmin().CreateTopicsAsync([topic]));
        steps.Await(transactional.InitializeTransactionsAsync());
        var model = new Dictionary<string, string>();
        long last = -1;
        for (int step = 0; step < 150; step++)
        {
            var batch = new ProducerBatch(Partition);
            var staged = new List<(string Key, string? Value)>();
            for (int i = random.Next(1, 5); i > 0; i--)
            {
                string key = $"k{random.Next(12)}";
                string? value = random.Next(4) == 0 ? null : $"{step}-{i}-{new string('x', random.Next(80))}";
                staged.Add((key, value));
                batch.BeginRecord(step);
                batch.Buffer.Write(Encoding.UTF8.GetBytes(key));
                batch.EndKey();
                batch.Buffer.Write(Encoding.UTF8.GetBytes(value ?? ""));
                batch.EndRecord(hasValue: value is not null);
            }

            bool counts = true;
            if (random.Next(3) == 0)
            {
                transactional.BeginTransaction();
                last = steps.Await(transactional.SendAsync(batch)) + staged.Count - 1;
                counts = random.Next(2) == 0;
                steps.Await(counts ? transactional.CommitTransactionAsync() : transactional.AbortTransactionAsync());
            }
            else
            {
                last = steps.Await(producer.SendAsync(batch)) + staged.Count - 1;
            }

            foreach ((string key, string? value) in staged)
            {
                if (counts && value is null) model.Remove(key);
                else if (counts) model[key] = value!;
            }

            time.Advance(TimeSpan.FromSeconds(random.Next(3)));
            if (random.Next(4) == 0)
            {
                steps.RunAll();
                target.Clean();
                steps.RunAll();
            }

            if (onDisk && random.Next(25) == 0)
            {
                log = new DiskLog(steps, disk = disk.Crash(), time: time);
                target = log.Log;
                producer = log.Producer;
                transactional = target.CreateProducer(new ProducerSettings { TransactionalId = "x" });
                steps.Await(transactional.InitializeTransactionsAsync());
            }

            Assert.Equivalent(model, Latest(target), strict: true);
            Assert.True(target.GetPartition(Partition).End > last);
        }
    }

    /// <summary>The last values, offsets being in order and without repetition.</summary>
    private static Dictionary<string, string> Latest(EmbeddedLog log)
    {
        var latest = new Dictionary<string, string>();
        long before = -1;
        foreach ((long offset, byte[] key, byte[]? value, _, _) in DiskLog.ReadAll(log, Partition))
        {
            Assert.True(offset > before);
            before = offset;
            if (value is null) latest.Remove(Encoding.UTF8.GetString(key));
            else latest[Encoding.UTF8.GetString(key)] = Encoding.UTF8.GetString(value);
        }

        return latest;
    }

    private static void Put(DiskLog log, string key, string? value)
    {
        var batch = new ProducerBatch(Partition);
        batch.BeginRecord(0);
        batch.Buffer.Write(Encoding.UTF8.GetBytes(key));
        batch.EndKey();
        if (value is not null) batch.Buffer.Write(Encoding.UTF8.GetBytes(value));
        batch.EndRecord(hasValue: value is not null);
        log.Steps.Await(log.Producer.SendAsync(batch));
    }

    private static void Clean(DiskLog log)
    {
        // The first round closes the segment, which a sync then brings within reach of the second.
        for (int round = 0; round < 2; round++)
        {
            log.Log.Clean();
            log.Steps.RunAll();
        }

        log.Log.Clean();
    }

    private static List<string> Contents(DiskLog log) =>
        [.. DiskLog.ReadAll(log.Log, Partition).Select(r => $"{Encoding.UTF8.GetString(r.Key)}={(r.Value is null ? "" : Encoding.UTF8.GetString(r.Value))}")];
}
