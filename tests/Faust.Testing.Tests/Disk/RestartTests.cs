using Faust.Testing.Simulation;
using Faust.Transport;
using Faust.Transport.Embedded;

namespace Faust.Testing.Disk;

public sealed class RestartTests
{
    private static readonly TopicPartition Partition = new("t", 0);
    private Steps _steps = null!;
    private readonly VirtualDisk _disk = new(1);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Everything_is_there_after_a_restart(bool closed)
    {
        using Steps steps = _steps = new Steps();
        var log = new DiskLog(_steps, _disk);
        log.Create("t", 1, ("cleanup.policy", "compact"), ("unknown.key", "kept"));
        var batch = new ProducerBatch(Partition);
        batch.Add(1, "a"u8, "x"u8, "\u0001h"u8);
        batch.Add(2, "b"u8, default);
        batch.BeginRecord(3);
        batch.EndKey(hasKey: false);
        batch.EndRecord(hasValue: false);
        Send(log, batch);
        for (int i = 0; i < 100; i++) Send(log, DiskLog.Numbers(Partition, i, 3));
        IConsumer consumer = log.Log.CreateConsumer(new ConsumerSettings { GroupId = "g" });
        _steps.Await(consumer.CommitAsync([new TopicPartitionOffset(Partition, 17)]));
        var before = DiskLog.ReadAll(log.Log, Partition);
        if (closed) _steps.Await(log.Log.DisposeAsync());

        var next = new DiskLog(_steps, _disk.Crash());
        var after = DiskLog.ReadAll(next.Log, Partition);
        Assert.Equal(303, after.Count);
        Assert.Equivalent(before, after, strict: true);
        IConsumer again = next.Log.CreateConsumer(new ConsumerSettings { GroupId = "g" });
        Assert.Equal([new TopicPartitionOffset(Partition, 17)], _steps.Await(again.GetCommittedAsync([Partition])));
        Assert.Equal(303, Send(next, DiskLog.Numbers(Partition, 0, 1)));
    }

    [Fact]
    public void A_deleted_topic_does_not_come_back()
    {
        using Steps steps = _steps = new Steps();
        var log = new DiskLog(_steps, _disk);
        log.Create("t");
        Send(log, DiskLog.Numbers(Partition, 0, 50));
        _steps.Await(log.Admin.DeleteTopicsAsync(["t"]));
        log.Create("t");
        Send(log, DiskLog.Numbers(Partition, 7, 1));
        Assert.Equal([7], DiskLog.ReadNumbers(new DiskLog(_steps, _disk.Crash()).Log, Partition));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_transaction_is_there_whole_or_not_at_all(bool commit)
    {
        using Steps steps = _steps = new Steps();
        var log = new DiskLog(_steps, _disk);
        log.Create("t", 2);
        var other = new TopicPartition("t", 1);
        IProducer producer = log.Log.CreateProducer(new ProducerSettings { TransactionalId = "x" });
        _steps.Await(producer.InitializeTransactionsAsync());
        producer.BeginTransaction();
        Send(producer, DiskLog.Numbers(Partition, 0, 5));
        Send(producer, DiskLog.Numbers(other, 0, 5));
        _steps.Await(producer.SendOffsetsToTransactionAsync([new TopicPartitionOffset(Partition, 3)], new ConsumerGroupMetadata("g", -1, "")));
        Task? end = commit ? producer.CommitTransactionAsync().AsTask() : null;
        // The decision is on the disk, the marks are not: no step ran.
        Assert.NotEqual(true, end?.IsCompleted);

        var next = new DiskLog(_steps, _disk.Crash());
        int[] expected = commit ? [0, 1, 2, 3, 4] : [];
        Assert.Equal(expected, DiskLog.ReadNumbers(next.Log, Partition));
        Assert.Equal(expected, DiskLog.ReadNumbers(next.Log, other));
        IConsumer group = next.Log.CreateConsumer(new ConsumerSettings { GroupId = "g" });
        Assert.Equal(commit ? 1 : 0, _steps.Await(group.GetCommittedAsync([Partition])).Count);
        IProducer again = next.Log.CreateProducer(new ProducerSettings { TransactionalId = "x" });
        _steps.Await(again.InitializeTransactionsAsync());
        again.BeginTransaction();
        Send(again, DiskLog.Numbers(Partition, 5, 1));
        _steps.Await(again.CommitTransactionAsync());
        Assert.Equal([.. expected, 5], DiskLog.ReadNumbers(next.Log, Partition));
    }

    [Fact]
    public void A_decided_transaction_is_not_forgotten_for_what_its_id_does_next()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            using Steps steps = _steps = new Steps();
            var log = new DiskLog(_steps, new VirtualDisk(seed));
            log.Create("t");
            IProducer producer = log.Log.CreateProducer(new ProducerSettings { TransactionalId = "x" });
            _steps.Await(producer.InitializeTransactionsAsync());
            producer.BeginTransaction();
            Send(producer, DiskLog.Numbers(Partition, 0, 5));
            // No step runs: the decision is on the disk, the mark is not, when another takes over and the journal is synced again.
            _ = producer.CommitTransactionAsync().AsTask();
            _ = log.Log.CreateProducer(new ProducerSettings { TransactionalId = "x" }).InitializeTransactionsAsync().AsTask();
            log.Log.Store!.Journal.Sync();
            Assert.Equal(Enumerable.Range(0, 5), DiskLog.ReadNumbers(new DiskLog(_steps, log.Disk.Crash()).Log, Partition));
        }
    }

    [Fact]
    public void A_full_disk_refuses_whole_batches_and_goes_on_with_room()
    {
        using Steps steps = _steps = new Steps();
        var log = new DiskLog(_steps, _disk);
        log.Create("t");
        _disk.Capacity = 6000;
        int sent = 0;
        TransportException? refused = null;
        while (refused is null)
        {
            try
            {
                Send(log, DiskLog.Numbers(Partition, sent, 1));
                sent++;
            }
            catch (TransportException e)
            {
                refused = e;
            }
        }

        Assert.True(refused.IsTransient);
        Assert.Equal(Enumerable.Range(0, sent), DiskLog.ReadNumbers(log.Log, Partition));
        _disk.Capacity = long.MaxValue;
        Send(log, DiskLog.Numbers(Partition, sent, 1));
        Assert.Equal(Enumerable.Range(0, sent + 1), DiskLog.ReadNumbers(new DiskLog(_steps, _disk.Crash()).Log, Partition));
    }

    [Fact]
    public void A_failed_sync_stops_the_log_for_good()
    {
        using Steps steps = _steps = new Steps();
        var log = new DiskLog(_steps, _disk);
        log.Create("t");
        Send(log, DiskLog.Numbers(Partition, 0, 1));
        _disk.SyncsUntilFailure = 0;
        TransportException failed = Assert.Throws<TransportException>(() => Send(log, DiskLog.Numbers(Partition, 1, 1)));
        Assert.True(failed.IsIndefinite);
        _disk.SyncsUntilFailure = null;
        Assert.Throws<TransportException>(() => Send(log, DiskLog.Numbers(Partition, 1, 1)));
        Assert.Equal([0], DiskLog.ReadNumbers(log.Log, Partition));
    }

    [Fact]
    public void The_last_entry_of_the_journal_is_not_cut_where_it_was_acknowledged()
    {
        using Steps steps = _steps = new Steps();
        var log = new DiskLog(_steps, _disk);
        log.Create("t");
        Send(log, DiskLog.Numbers(Partition, 0, 20));
        IConsumer consumer = log.Log.CreateConsumer(new ConsumerSettings { GroupId = "g" });
        _steps.Await(consumer.CommitAsync([new TopicPartitionOffset(Partition, 17)]));
        VirtualDisk disk = _disk.Kill();
        int length = disk.Read("journal").Length;
        for (int at = length - 30; at < length; at++)
        {
            VirtualDisk damaged = disk.Copy();
            damaged.Flip("journal", at, 0x10);
            Assert.Contains("journal", Assert.Throws<TransportException>(() => new DiskLog(_steps, damaged)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(LogDurability.Synced)]
    [InlineData(LogDurability.Process)]
    public void A_start_goes_through_the_tail_alone(LogDurability durability)
    {
        using Steps steps = _steps = new Steps();
        var options = DiskLog.Small with { Durability = durability };
        var log = new DiskLog(_steps, _disk, options);
        log.Create("t");
        IProducer producer = log.Log.CreateProducer(new ProducerSettings { TransactionalId = "x" });
        _steps.Await(producer.InitializeTransactionsAsync());
        producer.BeginTransaction();
        Send(producer, DiskLog.Numbers(Partition, 1000, 5));
        _steps.Await(producer.AbortTransactionAsync());
        for (int i = 0; i < 600; i++) Send(log, DiskLog.Numbers(Partition, i, 1));
        IProducer other = log.Log.CreateProducer(new ProducerSettings { TransactionalId = "y" });
        _steps.Await(other.InitializeTransactionsAsync());
        other.BeginTransaction();
        Send(other, DiskLog.Numbers(Partition, 2000, 1));
        for (int i = 600; i < 900; i++) Send(log, DiskLog.Numbers(Partition, i, 1));

        var next = new DiskLog(_steps, _disk.Kill(), options);
        Assert.InRange(next.Log.Store!.RecoveredBytes, 1, 3 * options.SegmentBytes);
        // What was aborted stays so, what was open is aborted: both stand in segments that were not gone through.
        Assert.Equal(Enumerable.Range(0, 900), DiskLog.ReadNumbers(next.Log, Partition));
        Assert.Equal(next.Log.GetPartition(Partition).End, next.Log.GetPartition(Partition).LastStable);
    }

    [Fact]
    public void A_byte_that_changed_is_found_and_never_read()
    {
        using Steps steps = _steps = new Steps();
        var log = new DiskLog(_steps, _disk);
        log.Create("t");
        for (int i = 0; i < 40; i++) Send(log, DiskLog.Numbers(Partition, i, 1));
        IConsumer consumer = log.Log.CreateConsumer(new ConsumerSettings { GroupId = "g" });
        _steps.Await(consumer.CommitAsync([new TopicPartitionOffset(Partition, 17)]));
        _steps.Await(log.Log.DisposeAsync());
        VirtualDisk disk = _disk.Crash();
        var random = new Random(7);
        int found = 0;
        for (int trial = 0; trial < 400; trial++)
        {
            VirtualDisk damaged = disk.Copy();
            (string path, int length) = Pick(damaged, random);
            int at = random.Next(length);
            damaged.Flip(path, at, (byte)random.Next(1, 256));
            try
            {
                List<int> numbers = DiskLog.ReadNumbers(new DiskLog(_steps, damaged).Log, Partition);
                // Room that nothing was written to; an index or a snapshot, which are made anew; the head of the journal.
                Assert.Equal(Enumerable.Range(0, 40), numbers);
            }
            catch (TransportException)
            {
                found++;
            }
        }

        Assert.InRange(found, 100, 400);
    }

    private static (string Path, int Length) Pick(VirtualDisk disk, Random random)
    {
        (string, int)[] files = [.. disk.Files().Where(f => f.Length > 0)];
        return files[random.Next(files.Length)];
    }

    private static void Send(IProducer producer, ProducerBatch batch) => producer.SendAsync(batch).AsTask().GetAwaiter().GetResult();

    private long Send(DiskLog log, ProducerBatch batch) => _steps.Await(log.Producer.SendAsync(batch));
}
